using Inbox.WorkingHours;

namespace Inbox.Threads;

/// <summary>All that a conversation is derived from: what was written, what staff did, and the rules of its account.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Messages">Its messages, in any order.</param>
/// <param name="Acts">Its acts, in any order.</param>
/// <param name="Rules">The rules of its account.</param>
internal sealed record ConversationFacts(string Id, string AccountId, IReadOnlyList<MessageFacts> Messages, IReadOnlyList<ActRow> Acts, AccountRules Rules);

/// <summary>What an account's conversations go by.</summary>
/// <param name="EpisodeGap">G of the definitions.</param>
/// <param name="ReopenWithin">R of threading.md.</param>
/// <param name="Schedule">Working time, or null for none.</param>
/// <param name="JoinBySubject">Whether an equal subject joins.</param>
/// <param name="Address">Our own address, which makes nobody a participant.</param>
/// <param name="AnswersPrivately">Whether what is said in the open may be answered in another conversation.</param>
/// <param name="Targets">How soon to answer, or null for no targets.</param>
internal sealed record AccountRules(TimeSpan EpisodeGap, TimeSpan ReopenWithin, Schedule? Schedule, bool JoinBySubject, string? Address, bool AnswersPrivately = false, TargetBook? Targets = null);

/// <summary>The part of a message that clocks and cards depend on.</summary>
internal sealed record MessageFacts
{
    private const string Rest = """
        m.kind, m.direction, m.visibility, m.at, m.arrived_at as ArrivedAt, m.staff_id as StaffId, m.automatic, m.calls,
          m.state, m.deleted_at as DeletedAt, m.moderation, m.unverified, m.subject, m.preview, m.content_id as ContentId, m.content_url as ContentUrl,
          m.content_title as ContentTitle, i.person_id as PersonId
        from messages m
        left join identities i on i.id = m.identity_id
        """;

    public const string Select = $"select m.id, m.conversation_id as ConversationId, {Rest}";

    /// <summary>What answers a conversation from another one: <c>a</c> is the message that is answered.</summary>
    public const string Elsewhere = $"""
        select m.id, a.conversation_id as ConversationId, a.id as Answers, {Rest}
        join messages a on a.id = m.answers_comment and a.conversation_id <> m.conversation_id
        where m.answers_comment is not null
        """;

    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string Kind { get; init; }
    public required string Direction { get; init; }
    public required string Visibility { get; init; }

    /// <summary>The time of the message, never after we got it.</summary>
    public long At { get; init; }

    /// <summary>When it became known: what staff did before, they did without knowing it.</summary>
    public long ArrivedAt { get; init; }

    public string? StaffId { get; init; }
    public string? Automatic { get; init; }

    /// <summary>One of <see cref="Threads.Calls"/>.</summary>
    public required string Calls { get; init; }

    public string? State { get; init; }
    public long? DeletedAt { get; init; }
    public string? Moderation { get; init; }
    public bool Unverified { get; init; }
    public string? Subject { get; init; }
    public required string Preview { get; init; }
    public string? ContentId { get; init; }
    public string? ContentUrl { get; init; }
    public string? ContentTitle { get; init; }
    public string? PersonId { get; init; }

    /// <summary>The message of this conversation that it answers, though it stands in another one: a private answer. It ends asks here, and shows on the card there.</summary>
    public string? Answers { get; init; }

    public bool IsMessage => Kind == "message";
    public bool IsIn => Direction == "in";

    /// <summary>Written by a person or a staff member, more than a sticker, and no spam.</summary>
    public bool IsHuman => IsMessage && Automatic is null && Moderation != Names.Spam && Calls != Threads.Calls.Nothing;
}
