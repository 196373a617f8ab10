namespace Inbox.Threads;

/// <summary>An ask as it is stored; two that are equal need no writing.</summary>
internal sealed record AskRow
{
    public const string Select = """
        select id, conversation_id as ConversationId, account_id as AccountId, asked_at as AskedAt, answered_at as AnsweredAt, dismissed_at as DismissedAt,
          withdrawn_at as WithdrawnAt, first, answered_by as AnsweredBy, answer_id as AnswerId, owner, working_ms as WorkingMs, in_hours as InHours, due_at as DueAt
        from asks
        """;

    /// <summary>The id of the message that asked.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }
    public required string AccountId { get; init; }
    public long AskedAt { get; init; }
    public long? AnsweredAt { get; init; }
    public long? DismissedAt { get; init; }
    public long? WithdrawnAt { get; init; }
    public bool First { get; init; }
    public string? AnsweredBy { get; init; }
    public string? AnswerId { get; init; }
    public string? Owner { get; init; }
    public long? WorkingMs { get; init; }
    public bool? InHours { get; init; }
    public long? DueAt { get; init; }

    public bool IsOpen => AnsweredAt is null && DismissedAt is null && WithdrawnAt is null;

    public AskView ToView() => new()
    {
        Id = Id,
        AskedAt = Time.Of(AskedAt),
        AnsweredAt = Time.Of(AnsweredAt),
        DismissedAt = Time.Of(DismissedAt),
        WithdrawnAt = Time.Of(WithdrawnAt),
        First = First,
        AnsweredBy = AnsweredBy,
        Owner = Owner,
        WorkingMs = WorkingMs,
        InHours = InHours,
        DueAt = Time.Of(DueAt),
    };
}
