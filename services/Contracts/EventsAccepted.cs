using System.Text.Json.Serialization;

namespace Inbox.Contracts;

/// <summary>
/// Events that intake has committed: one alone, or as many as waited for the bus, since most of what a bus costs is paid by the message. Delivered at
/// least once and in any order, as each of the events in it.
/// </summary>
public sealed record EventsAccepted
{
    /// <summary>Messages that came in.</summary>
    public IReadOnlyList<MessageReceived> Received { get; init; } = [];

    /// <summary>Messages that their authors changed.</summary>
    public IReadOnlyList<MessageEdited> Edited { get; init; } = [];

    /// <summary>Messages that were taken back.</summary>
    public IReadOnlyList<MessageDeleted> Deleted { get; init; } = [];

    /// <summary>Messages that others see now, or see no more.</summary>
    public IReadOnlyList<MessageModerated> Moderated { get; init; } = [];

    /// <summary>Replies that platforms took and could not deliver.</summary>
    public IReadOnlyList<DeliveryFailed> Undelivered { get; init; } = [];

    /// <summary>What became of our replies.</summary>
    public IReadOnlyList<ReplyReported> Reported { get; init; } = [];

    /// <summary>All of them.</summary>
    [JsonIgnore]
    public IEnumerable<IChannelEvent> All => [.. Received, .. Edited, .. Deleted, .. Moderated, .. Undelivered, .. Reported];

    /// <summary>Puts events into one message.</summary>
    public static EventsAccepted Of(IReadOnlyCollection<IChannelEvent> events) => new()
    {
        Received = [.. events.OfType<MessageReceived>()],
        Edited = [.. events.OfType<MessageEdited>()],
        Deleted = [.. events.OfType<MessageDeleted>()],
        Moderated = [.. events.OfType<MessageModerated>()],
        Undelivered = [.. events.OfType<DeliveryFailed>()],
        Reported = [.. events.OfType<ReplyReported>()],
    };
}
