using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Inbox.Host;

/// <summary>
/// How one platform writes what happens there, from the file in Platforms that has the channel's name: JSON in which {words} stand for what is to be said. A value
/// "#{word}" becomes a number; one that stands for nothing is left out.
/// </summary>
internal sealed partial class DemoPlatform(JsonObject file)
{
    /// <summary>The channel's platform; null when people write mails there.</summary>
    public static DemoPlatform? Of(string channel)
    {
        using var stream = typeof(DemoPlatform).Assembly.GetManifestResourceStream($"Inbox.Host.Demo.Platforms.{channel}.json");
        return stream is null ? null : new(JsonNode.Parse(stream)!.AsObject());
    }

    /// <summary>Whether Inbox itself is the platform: whoever the demo did not invent can write there too, and gets what is answered.</summary>
    public bool IsOurs => file["ours"]?.GetValue<bool>() ?? false;

    /// <summary>What the platform calls its n-th message.</summary>
    public string Id(long n) => file["id"]!.GetValue<string>().Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The bytes that the platform delivers.</summary>
    /// <param name="kind">about (a post, everybody can read it), direct or photo; ours/about and ours/direct for what the brand wrote.</param>
    /// <param name="words">What stands for what.</param>
    public byte[] Fill(string kind, IReadOnlyDictionary<string, string?> words) =>
        JsonSerializer.SerializeToUtf8Bytes(Filled(file[kind] ?? throw new InvalidDataException($"The demo's shapes do not say how '{kind}' is written in {file["id"]}."), words));

    private static JsonNode? Filled(JsonNode? node, IReadOnlyDictionary<string, string?> words) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Filled(p.Value, words))).Where(p => p.Value is not null)),
        JsonArray a => new JsonArray([.. a.Select(one => Filled(one, words))]),
        JsonValue v when v.TryGetValue(out string? text) => Said(text, words),
        _ => node?.DeepClone(),
    };

    private static JsonValue? Said(string text, IReadOnlyDictionary<string, string?> words)
    {
        if (Word().Match(text) is { Success: true } only && only.Length == text.TrimStart('#').Length)
            return words[only.Groups[1].Value] is not { } value ? null
                : text[0] == '#' ? JsonValue.Create(long.Parse(value, CultureInfo.InvariantCulture))
                : JsonValue.Create(value);
        return JsonValue.Create(Word().Replace(text, m => words[m.Groups[1].Value] ?? ""));
    }

    [GeneratedRegex(@"\{([a-zA-Z.]+)\}")]
    private static partial Regex Word();
}
