namespace Inbox.Contracts;

/// <summary>
/// A message that a connector read: from a person (<see cref="Direction.In"/>) or from our side (<see cref="Direction.Out"/>: an echo, or a mail found in Sent).
/// Delivered at least once and in any order; consumers tell repeats by (<see cref="AccountId"/>, <see cref="ExternalKey"/>).
/// </summary>
/// <param name="EventId">Our id of the intake row that carries this event until Threads has committed it.</param>
/// <param name="AccountId">The connected account it came through.</param>
/// <param name="Channel">The channel's name, e.g. <c>email</c>.</param>
/// <param name="ExternalKey">Unique and unchanging in the account: lower-case hex of a SHA-256 (64 characters) over what the channel identifies a message by.</param>
/// <param name="Direction">Who wrote: a person or our side.</param>
/// <param name="Visibility">Everybody can read it, or only the two sides.</param>
/// <param name="Author">Who wrote it, never inherited from the conversation.</param>
/// <param name="Contact">The person on the other side: the author of what came in, the recipient of what went out; null only when nobody can be named.</param>
/// <param name="Body">What was said.</param>
/// <param name="SentAt">The platform's time from a verified payload (mail: INTERNALDATE; imports: the Date header); null when there is none.</param>
/// <param name="ReceivedAt">When we got it. Times after this are clamped to it.</param>
public sealed record MessageReceived(
    string EventId,
    string AccountId,
    string Channel,
    string ExternalKey,
    Direction Direction,
    Visibility Visibility,
    Party Author,
    Party? Contact,
    MessageBody Body,
    DateTimeOffset? SentAt,
    DateTimeOffset ReceivedAt) : IChannelEvent
{
    /// <summary>The platform's id of the message; for mail the Message-ID without brackets.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The platform's number of the message, where later ones have greater numbers: the order of messages of one time.</summary>
    public long? Sequence { get; init; }

    /// <summary>The platform's id of the message it answers, when the payload says so.</summary>
    public string? ParentExternalId { get; init; }

    /// <summary>What the channel itself threads by: the peer of a direct message, comment root and person; null for mail.</summary>
    public string? ThreadKey { get; init; }

    /// <summary>The post, article or story it is about.</summary>
    public ContentRef? Content { get; init; }

    /// <summary>How the platform shows it, where it tells; holds for a message that is known already, too.</summary>
    public Standing? Standing { get; init; }

    /// <summary>The raw bytes it was read from, in Storage.</summary>
    public string? PayloadId { get; init; }

    /// <summary>Set when no person wrote it for us to read: never an ask, never answered automatically, never reopens.</summary>
    public AutomaticKind? Automatic { get; init; }

    /// <summary>What only mail has.</summary>
    public MailFacts? Mail { get; init; }

    /// <summary>Other names of <see cref="Contact"/> that were proved, not only said: the people behind them are one.</summary>
    public IReadOnlyList<KnownAs> KnownAs { get; init; } = [];

    /// <summary>What older versions called <see cref="Contact"/>, where that name turned out to be given to others too: who bears it, and is known to this account alone, is them.</summary>
    public string? Formerly { get; init; }

    /// <summary>True for history brought in by an import or a back-fill; shown and counted like any other.</summary>
    public bool Historic { get; init; }
}
