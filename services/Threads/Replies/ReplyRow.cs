namespace Inbox.Threads;

/// <summary>The part of a reply that its state depends on.</summary>
internal sealed record ReplyRow
{
    public const string Select = """
        select id, conversation_id as ConversationId, account_id as AccountId, staff_id as StaffId, client_id as ClientId, kind, state, attempt, dispatched_at as DispatchedAt,
          bounced_at as BouncedAt, external_id as ExternalId, external_key as ExternalKey, error, recipient,
          (select a.conversation_id from messages a where a.id = messages.answers_comment) as Answers
        from messages
        """;

    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string AccountId { get; init; }
    public string? StaffId { get; init; }
    public string? ClientId { get; init; }
    public required string Kind { get; init; }
    public string? State { get; init; }
    public int? Attempt { get; init; }
    public long? DispatchedAt { get; init; }
    public long? BouncedAt { get; init; }
    public string? ExternalId { get; init; }
    public string? ExternalKey { get; init; }
    public string? Error { get; init; }
    public string? Recipient { get; init; }

    /// <summary>The conversation in the open whose asks it answers, too; null for none.</summary>
    public string? Answers { get; init; }

    public static Task<ReplyRow?> FindAsync(Scene scene, string staffId, string clientId) =>
        scene.OneAsync<ReplyRow>($"{Select} where staff_id = @staffId and client_id = @clientId", new { staffId, clientId });

    /// <summary>A reply of this conversation by its client id, whoever wrote it; a private answer to it, too.</summary>
    public static Task<ReplyRow?> InAsync(Scene scene, string clientId) =>
        scene.OneAsync<ReplyRow>(
            $"""
            {Select}
            where client_id = @clientId and kind = 'message'
              and (conversation_id = @Id or exists (select 1 from messages a where a.id = messages.answers_comment and a.conversation_id = @Id))
            """,
            new { scene.Head.Id, clientId });
}
