using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Says of each message what it answers in another conversation: whoever reads it needs that to understand it.</summary>
internal static class AnsweredReader
{
    public static async Task<IReadOnlyList<MessageView>> ViewsAsync(Database database, IReadOnlyList<MessageRow> rows, CancellationToken cancel)
    {
        // Mails name what they answer by their references, and stand in its conversation.
        var ids = rows.Where(IsUnder).Select(r => r.ParentExternalId!).Distinct().ToArray();
        if (ids.Length == 0)
            return [.. rows.Select(r => r.ToView())];
        var parents = (await database.ListAsync<Parent>(
            $"""
            select account_id as AccountId, external_id as ExternalId, conversation_id as ConversationId, direction, preview, deleted_at as DeletedAt,
              author_name as AuthorName, author_handle as AuthorHandle, author_address as AuthorAddress, staff_id as StaffId
            from messages
            where {database.Dialect.In("account_id", "accounts")} and {database.Dialect.In("external_id", "ids")} and message_id is null
            """,
            new { accounts = rows.Select(r => r.AccountId).Distinct().ToArray(), ids }, cancel)).ToLookup(p => (p.AccountId, p.ExternalId));
        return [.. rows.Select(r => IsUnder(r) && parents[(r.AccountId, r.ParentExternalId!)].FirstOrDefault() is { } parent && parent.ConversationId != r.ConversationId
            ? r.ToView() with { Answers = parent.ToView() }
            : r.ToView())];
    }

    private static bool IsUnder(MessageRow row) => row is { ParentExternalId: not null, Mail: null };

    private sealed record Parent
    {
        public required string AccountId { get; init; }
        public required string ExternalId { get; init; }
        public required string ConversationId { get; init; }
        public required string Direction { get; init; }
        public required string Preview { get; init; }
        public long? DeletedAt { get; init; }
        public string? AuthorName { get; init; }
        public string? AuthorHandle { get; init; }
        public string? AuthorAddress { get; init; }
        public string? StaffId { get; init; }

        public AnsweredMessage ToView() => new(ConversationId, new(AuthorName, AuthorHandle, AuthorAddress, StaffId), Direction, DeletedAt is null ? Preview : "");
    }
}
