using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A message, a note or an event, with its HTML as it came: whoever shows it sanitises it.</summary>
public sealed record MessageView
{
    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string AccountId { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>message</c>, <c>note</c> or <c>event</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>private</c> or <c>public</c>.</summary>
    public required string Visibility { get; init; }

    public required Author Author { get; init; }
    public string? Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>The text without quoted history and signature.</summary>
    public required string Reply { get; init; }

    /// <summary>Not sanitised.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<AttachmentRef> Attachments { get; init; } = [];
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The time it is sorted by: sent, or received when that came first.</summary>
    public DateTimeOffset At { get; init; }

    public DateTimeOffset? EditedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who sees it on its platform: <c>approved</c>, <c>held</c>, <c>hidden</c> or <c>spam</c>; null where the platform does not say.</summary>
    public string? Moderation { get; init; }

    public string? ExternalId { get; init; }
    public string? MessageId { get; init; }
    public string? PayloadId { get; init; }

    /// <summary>Why it stands in this conversation, with what was seen and how sure that is: <c>certain</c>, <c>likely</c> or <c>guess</c>.</summary>
    public string? Rule { get; init; }

    public string? Evidence { get; init; }
    public string? Confidence { get; init; }

    /// <summary>True when another mail with the same Message-ID says something else.</summary>
    public bool Conflict { get; init; }

    /// <summary>True when its author is not a participant and came with somebody else's token.</summary>
    public bool Unverified { get; init; }

    /// <summary><c>auto-reply</c>, <c>bounce</c>, <c>list</c> or <c>system</c>.</summary>
    public string? Automatic { get; init; }

    /// <summary>For our replies: <c>queued</c>, <c>sending</c>, <c>sent</c>, <c>failed</c> or <c>unconfirmed</c>.</summary>
    public string? State { get; init; }

    public string? Error { get; init; }
    public string? ClientId { get; init; }

    /// <summary>Until when a queued reply can be undone.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public IReadOnlyList<Party> To { get; init; } = [];
    public IReadOnlyList<Party> Cc { get; init; } = [];

    /// <summary>Where an answer would go when that differs from the author's address.</summary>
    public IReadOnlyList<Party> ReplyTo { get; init; } = [];

    /// <summary>What somebody said elsewhere that it answers: a comment under somebody else's comment.</summary>
    public AnsweredMessage? Answers { get; init; }

    /// <summary>The version of the conversation in which it came.</summary>
    public long Version { get; init; }
}

/// <summary>Who wrote a message.</summary>
public sealed record Author(string? Name, string? Handle, string? Address, string? StaffId);

/// <summary>A message of another conversation that is answered.</summary>
/// <param name="ConversationId">Where it stands.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Direction"><c>in</c>, or <c>out</c> when we wrote it.</param>
/// <param name="Text">Its first words; empty when it was taken back.</param>
public sealed record AnsweredMessage(string ConversationId, Author Author, string Direction, string Text);
