using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>What a connector hands over in one piece: all of it becomes durable, or nothing.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Key">What the raw bytes are known by in this account for ever: lower-case hex of a SHA-256.</param>
/// <param name="MediaType">For example <c>message/rfc822</c> or <c>application/json</c>.</param>
/// <param name="Content">The raw bytes.</param>
/// <param name="Events">What was read from them, in their order.</param>
/// <param name="Files">Files that the events name.</param>
public sealed record Delivery(
    string AccountId,
    string Key,
    string MediaType,
    ReadOnlyMemory<byte> Content,
    IReadOnlyList<IChannelEvent> Events,
    IReadOnlyList<NewFile> Files)
{
    /// <summary>Why the bytes could not be read; they go to quarantine with it, and the cursor moves on.</summary>
    public string? Unreadable { get; init; }

    /// <summary>
    /// When the bytes themselves say that they were written, in seconds since 1970; null when they do not. It must follow from the bytes alone: repeats are looked for at this time.
    /// </summary>
    public long? WrittenAt { get; init; }

    /// <summary>What the bytes name and do not say, as the channel's follower will ask the platform for it.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];

    /// <summary>Whom the bytes name besides messages, by their ids on the platform: an erasure finds them by it.</summary>
    public IReadOnlyList<string> Noted { get; init; } = [];

    /// <summary>Nothing in the bytes is this account's: all of it is another's, or comes through another channel.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Our id for the raw bytes; events that name their payload use it.</summary>
    public required string PayloadId { get; init; }
}

/// <summary>A file to store under an id that an event already names.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">The media type that the sender claims.</param>
/// <param name="Content">The bytes; none yet when there is a <paramref name="Source"/>.</param>
/// <param name="Source">What the platform calls the bytes, when they must be fetched from it: see <see cref="WaitingFiles"/>.</param>
public sealed record NewFile(string Id, string Name, string Type, ReadOnlyMemory<byte> Content, string? Source = null);

/// <summary>A poller's place. The fence of its lease must still be the newest (see <see cref="Leases"/>), so that a stale holder moves nothing.</summary>
public sealed record CursorMove(string Name, string Value, Lease? Lease = null)
{
    /// <summary>Whose place it is; null for the account of the first delivery.</summary>
    public string? AccountId { get; init; }
}

/// <summary>An event as intake holds it.</summary>
public sealed record PendingEvent(IChannelEvent Event, int Attempts);
