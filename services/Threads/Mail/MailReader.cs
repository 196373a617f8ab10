using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Loads stored mails as nodes.</summary>
internal sealed class MailReader(DbTransaction transaction, Dialect dialect, string account, string? ours)
{
    private const string Columns = """
        select m.id, m.conversation_id as ConversationId, m.direction, m.automatic, m.author_external_id as AuthorExternalId, m.author_address as AuthorAddress,
          m.subject, m.at, m.message_id as MessageId, m.mail, m.recipient, m.unverified, m.content_id as ContentId, m.content_url as ContentUrl, m.content_title as ContentTitle
        """;

    /// <summary>Mails that have or name one of these ids.</summary>
    public Task<List<MailNode>> WithAsync(IReadOnlyCollection<string> hashes, CancellationToken cancel) =>
        ReadAsync(
            $"""
            {Columns}
            from messages m
            where m.seq in (select i.seq from mail_ids i where {dialect.In("i.hash", "keys")}) and m.account_id = @account
            """,
            [.. hashes.Select(MailId.Key)], cancel);

    /// <summary>Mails by their author and subject.</summary>
    public Task<List<MailNode>> AlikeAsync(IReadOnlyCollection<string> subjectKeys, CancellationToken cancel) =>
        ReadAsync($"{Columns} from messages m where {dialect.In("m.subject_key", "keys")} and m.account_id = @account", subjectKeys, cancel);

    /// <summary>All mails of some conversations.</summary>
    public Task<List<MailNode>> OfAsync(IReadOnlyCollection<string> conversations, CancellationToken cancel) =>
        ReadAsync($"{Columns} from messages m where {dialect.In("m.conversation_id", "keys")} and m.kind = 'message'", conversations, cancel);

    /// <summary>Our replies by their ids.</summary>
    public Task<List<MailNode>> RepliesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        ReadAsync($"{Columns} from messages m where m.account_id = @account and {dialect.In("m.id", "keys")}", ids, cancel);

    private async Task<List<MailNode>> ReadAsync(string sql, IReadOnlyCollection<string> keys, CancellationToken cancel) =>
        keys.Count == 0 ? [] : [.. (await transaction.ListAsync<Row>(sql, new { account, keys = keys.ToArray() }, cancel)).Select(Node)];

    private MailNode Node(Row r)
    {
        var node = MailNode.Of(
            r.Id, r.ConversationId, r.Direction, r.Automatic, new(r.AuthorExternalId, Address: r.AuthorAddress), r.Subject, r.At, r.MessageId,
            Json.Read<MailHeads>(r.Mail), Json.Read<ReplyPlan>(r.Recipient), ours);
        node.Unverified = r.Unverified;
        return r.ContentId is { } content ? node with { Content = new(content, r.ContentUrl, r.ContentTitle) } : node;
    }

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string ConversationId { get; init; }
        public required string Direction { get; init; }
        public string? Automatic { get; init; }
        public string? AuthorExternalId { get; init; }
        public string? AuthorAddress { get; init; }
        public string? Subject { get; init; }
        public long At { get; init; }
        public string? MessageId { get; init; }
        public string? Mail { get; init; }
        public string? Recipient { get; init; }
        public bool Unverified { get; init; }
        public string? ContentId { get; init; }
        public string? ContentUrl { get; init; }
        public string? ContentTitle { get; init; }
    }
}
