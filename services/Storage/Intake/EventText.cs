using System.Text.Json;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>Events as the JSON text that intake holds. Only the vocabulary of <see cref="ChannelEvents"/> is ever read back.</summary>
public static class EventText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The text of an event.</summary>
    public static string Write(IChannelEvent e) => JsonSerializer.Serialize(e, e.GetType(), Options);

    /// <summary>Whether this version has an event of that name.</summary>
    public static bool Knows(string name) => ChannelEvents.Types.ContainsKey(name);

    /// <summary>The event of a stored text, or null when this version cannot read it; a newer one may.</summary>
    public static IChannelEvent? TryRead(string name, string text)
    {
        try
        {
            return Knows(name) ? Read(name, text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The event of a stored text.</summary>
    public static IChannelEvent Read(string name, string text) =>
        ChannelEvents.Types.TryGetValue(name, out var type)
            ? (IChannelEvent)JsonSerializer.Deserialize(text, type, Options)!
            : throw new InvalidOperationException($"Intake holds an event named '{name}', which this version does not know. Start the version that wrote it, or a newer one.");
}
