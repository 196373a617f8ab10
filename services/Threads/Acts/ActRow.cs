namespace Inbox.Threads;

/// <summary>An act as it is stored.</summary>
internal sealed record ActRow
{
    public const string Select = """
        select id, conversation_id as ConversationId, kind, staff_id as StaffId, at, data, undone_at as UndoneAt
        from acts
        """;

    public required string Id { get; init; }
    public required string ConversationId { get; init; }

    /// <summary>One of <see cref="ActKinds"/>.</summary>
    public required string Kind { get; init; }

    public string? StaffId { get; init; }
    public long At { get; init; }
    public string? Data { get; init; }
    public long? UndoneAt { get; init; }
}

/// <summary>The kinds of acts; stored rows carry them, so they never change.</summary>
internal static class ActKinds
{
    public const string Assign = "assign";
    public const string Close = "close";
    public const string Reopen = "reopen";
    public const string Snooze = "snooze";
    public const string Wake = "wake";
    public const string Dismiss = "dismiss";
    public const string Undismiss = "undismiss";
    public const string Tag = "tag";
    public const string Untag = "untag";
    public const string Context = "context";
    public const string Priority = "priority";
    public const string Merge = "merge";
    public const string Split = "split";
    public const string Heard = "heard";
    public const string MergePeople = "merge-people";
    public const string Accept = "accept";
    public const string Refuse = "refuse";
    public const string Retry = "retry";
}
