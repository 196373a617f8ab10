namespace Inbox.Insights;

/// <summary>An ask with what it can be counted by.</summary>
internal sealed record ReceivedAsk
{
    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string AccountId { get; init; }
    public required string Channel { get; init; }
    public long AskedAt { get; init; }
    public long? AnsweredAt { get; init; }
    public long? DismissedAt { get; init; }
    public long? WithdrawnAt { get; init; }
    public bool First { get; init; }
    public string? AnsweredBy { get; init; }
    public string? AnswerId { get; init; }
    public string? Owner { get; init; }
    public string? Nature { get; init; }
    public long? WorkingMs { get; init; }
    public bool? InHours { get; init; }

    /// <summary>When its answer was or is due; null without a target.</summary>
    public long? DueAt { get; init; }

    /// <summary>When another member of the public first answered it under the post; null where nobody did.</summary>
    public long? PublicAt { get; init; }

    /// <summary>The teams of its account.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Of an ask without an answer: the working time until it ended or until now; null without working hours.</summary>
    public long? WaitedMs { get; init; }

    /// <summary>Which message answered it: the same for asks that one message answered.</summary>
    public ulong AnswerKey => PackKey.Of(AnswerId ?? Id);

    /// <summary>The same with an answer by another member of the public, where it is the first one after it.</summary>
    public ReceivedAsk AnsweredInPublic(long at) => at > AskedAt && !(PublicAt <= at) ? this with { PublicAt = at } : this;

    public bool IsAnswered => AnsweredAt is not null;

    public bool IsWaiting => AnsweredAt is null && DismissedAt is null && WithdrawnAt is null;
}
