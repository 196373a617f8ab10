using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>A message, a note or an event; its HTML is sanitised.</summary>
internal sealed record MessageShown
{
    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string? ClientId { get; init; }

    [OneOf("in", "out")]
    public required string Direction { get; init; }

    [OneOf("message", "note", "event")]
    public required string Kind { get; init; }

    [OneOf("private", "public")]
    public required string Visibility { get; init; }

    public required Author Author { get; init; }
    public required IReadOnlyList<Party> To { get; init; }
    public required IReadOnlyList<Party> Cc { get; init; }
    public required IReadOnlyList<Party> ReplyTo { get; init; }
    public required string? Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>The text without quoted history and signature.</summary>
    public required string Reply { get; init; }

    public required string? Html { get; init; }

    /// <summary>How many pictures wait behind a click: <c>data-remote-src</c> in <see cref="Html"/>.</summary>
    public required int RemoteImages { get; init; }

    public required IReadOnlyList<AttachmentRef> Attachments { get; init; }

    /// <summary>Those of its files that are not here: being fetched from their platform, or why they could not be. Told where messages are read, not where they are pushed.</summary>
    public required IReadOnlyList<Storage.MissingFile> Missing { get; init; }

    public required DateTimeOffset? SentAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What it is sorted by.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset? EditedAt { get; init; }
    public required DateTimeOffset? DeletedAt { get; init; }
    /// <summary>Who sees it on its platform; null where the platform does not say.</summary>
    [OneOf("approved", "held", "hidden", "spam")]
    public required string? Moderation { get; init; }

    public required string? ExternalId { get; init; }
    public required string? MessageId { get; init; }
    public required string? Rule { get; init; }
    public required string? Evidence { get; init; }
    public required string? Confidence { get; init; }
    public required bool Conflict { get; init; }
    public required bool Unverified { get; init; }

    [OneOf("auto-reply", "bounce", "list", "system")]
    public required string? Automatic { get; init; }

    /// <summary>How far a reply of ours has come.</summary>
    [OneOf("queued", "sending", "sent", "failed", "unconfirmed")]
    public required string? State { get; init; }

    public required string? Error { get; init; }

    /// <summary>Until when a queued reply can be undone.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether the raw bytes can be downloaded.</summary>
    public required bool HasRaw { get; init; }

    /// <summary>What somebody said elsewhere that it answers.</summary>
    public required AnsweredMessage? Answers { get; init; }

    public required long Version { get; init; }
}
