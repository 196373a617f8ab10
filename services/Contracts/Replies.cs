namespace Inbox.Contracts;

/// <summary>Send this reply. Published again until its outcome is known; a connector claims (<see cref="ReplyId"/>, <see cref="Attempt"/>) once.</summary>
/// <param name="ReplyId">Our id of the message; with the attempt, the idempotency key.</param>
/// <param name="Attempt">1 for the first; a person's "send again" is the next one.</param>
/// <param name="ConversationId">The conversation it belongs to.</param>
/// <param name="AccountId">The account to send through.</param>
/// <param name="Channel">The channel's name: its queue.</param>
/// <param name="Recipient">Whom it answers.</param>
/// <param name="Visibility">Public or private, where the platform has both.</param>
/// <param name="Text">Plain text as the staff member wrote it.</param>
/// <param name="StaffName">Who wrote it, as customers may see it.</param>
/// <param name="CreatedAt">When the staff member sent it.</param>
public sealed record SendReply(
    string ReplyId,
    int Attempt,
    string ConversationId,
    string AccountId,
    string Channel,
    Party Recipient,
    Visibility Visibility,
    string Text,
    string? StaffName,
    DateTimeOffset CreatedAt)
{
    /// <summary>The subject of the conversation, without "Re:".</summary>
    public string? Subject { get; init; }

    /// <summary>The platform's id of the message it answers.</summary>
    public string? ParentExternalId { get; init; }

    /// <summary>What the channel itself threads by.</summary>
    public string? ThreadKey { get; init; }

    /// <summary>Whether it answers in private what was said in the open.</summary>
    public bool AnswersComment { get; init; }

    /// <summary>When the person last wrote in private in this conversation, whether or not they took it back; null when they never did.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>For mail: Message-IDs of the thread, oldest first, the answered one last.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>For mail: others who take part and get a copy.</summary>
    public IReadOnlyList<Party> Cc { get; init; } = [];

    /// <summary>The message it answers, for quoting.</summary>
    public QuotedMessage? Quoted { get; init; }

    /// <summary>An approved text that it is sent as; <see cref="Text"/> is then only what the person will read.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>Until when the platform takes it; null for ever.</summary>
    public ReplyDeadline? Deadline { get; init; }

    /// <summary>Files to send along.</summary>
    public IReadOnlyList<AttachmentRef> Attachments { get; init; } = [];

    /// <summary>What went out of it before, where a platform takes it only as several messages: these are not sent again.</summary>
    public IReadOnlyList<SentPart> Went { get; init; } = [];
}

/// <summary>One of the several messages that a platform takes a reply as.</summary>
/// <param name="Number">Which one, from 1; the same text and files have the same parts each time.</param>
/// <param name="Of">How many there are.</param>
/// <param name="ExternalId">Its id on the platform.</param>
public sealed record SentPart(int Number, int Of, string ExternalId);

/// <summary>When a platform stops to take a reply. It may have waited in a queue for longer than that.</summary>
/// <param name="Until">The last moment.</param>
/// <param name="Reason">What staff are told afterwards: the words that the composer has for it.</param>
public sealed record ReplyDeadline(DateTimeOffset Until, string Reason);

/// <summary>The message that a reply quotes.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="SentAt">When.</param>
/// <param name="Text">Its text.</param>
public sealed record QuotedMessage(Party Author, DateTimeOffset SentAt, string Text);

/// <summary>What became of an attempt to send. Goes through Intake like any other event, so it is never lost.</summary>
/// <param name="EventId">The intake row.</param>
/// <param name="AccountId">The account.</param>
/// <param name="ReplyId">The reply.</param>
/// <param name="Attempt">Which attempt; a report on an older attempt changes nothing.</param>
/// <param name="State">Sending, sent, failed or unconfirmed.</param>
/// <param name="At">When the connector knew.</param>
/// <param name="ExternalId">The platform's id of what was sent; for mail its Message-ID.</param>
/// <param name="Error">Why it failed or cannot be known, and what to do next, in words for staff.</param>
public sealed record ReplyReported(
    string EventId, string AccountId, string ReplyId, int Attempt, ReplyState State, DateTimeOffset At, string? ExternalId, string? Error) : IChannelEvent
{
    /// <summary>Of a failure: whether the platform would not take it. Otherwise it never got an answer there: the network, our own keys, a file that is not here.</summary>
    public bool Refused { get; init; }

    /// <summary>Whom the platform says it went to, where it says so.</summary>
    public Party? Recipient { get; init; }

    /// <summary>Whether the platform did not take it just now: the same words were found there, of a try before or of another reply.</summary>
    public bool WasThere { get; init; }

    /// <summary>A part that went out; the report is then on that alone, and <see cref="State"/> is sending until all parts are known.</summary>
    public SentPart? Part { get; init; }
}
