using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>What a platform took of a reply as several messages: each has an id of its own there, and all of them are that reply, which is sent once all of them are.</summary>
internal static class ReplyParts
{
    /// <summary>Notes that a part went out, whichever attempt it was of. Its echo may stand here already, and so may the news that it did not arrive.</summary>
    public static async Task TakeAsync(DbTransaction transaction, Dialect dialect, TimeProvider clock, ReplyRow reply, SentPart part, BatchChanges changes, CancellationToken cancel)
    {
        var external = Clean.Text(part.ExternalId);
        if (await transaction.RunAsync(
            "insert into reply_parts (account_id, external_id, reply_id, number, parts) values (@AccountId, @external, @Id, @Number, @Of) on conflict do nothing",
            new { reply.AccountId, external, reply.Id, part.Number, part.Of }, cancel) == 0)
            return;
        if (part.Number == 1)
            await transaction.RunAsync("update messages set external_id = @external where id = @Id", new { reply.Id, external }, cancel);
        await Echoes.AbsorbStoredAsync(transaction, dialect, clock, reply, external, changes, cancel);
        await Edits.EarlyAsync(transaction, dialect, reply.AccountId, external, changes, cancel);
        changes.Message(reply.ConversationId, reply.Id);
    }

    /// <summary>A part of which the platform says later that it did not arrive; its reply's id, null when this is known already or no part is called so.</summary>
    public static async Task<string?> FailAsync(DbTransaction transaction, string account, string externalId, long at, CancellationToken cancel) =>
        await transaction.RunAsync(
            "update reply_parts set failed_at = @at where account_id = @account and external_id = @externalId and failed_at is null", new { account, externalId, at }, cancel) == 0
            ? null
            : await transaction.OneAsync<string>("select reply_id from reply_parts where account_id = @account and external_id = @externalId", new { account, externalId }, cancel);

    /// <summary>What stands there of a reply.</summary>
    public static async Task<IReadOnlyList<SentPart>> WentAsync(DbTransaction transaction, string replyId, CancellationToken cancel) =>
        [.. (await transaction.ListAsync<Row>(
            "select number, parts, external_id as ExternalId from reply_parts where reply_id = @replyId and failed_at is null order by number, external_id", new { replyId }, cancel))
            .Select(r => new SentPart((int)r.Number, (int)r.Parts, r.ExternalId)).DistinctBy(p => p.Number)];

    /// <summary>Which replies these ids are parts of.</summary>
    public static async Task<IReadOnlyList<Part>> FindAsync(DbTransaction transaction, Dialect dialect, string[] accounts, string[] externals, CancellationToken cancel) =>
        externals.Length == 0
            ? []
            : await transaction.ListAsync<Part>(
                $"select account_id as AccountId, external_id as ExternalId, reply_id as ReplyId from reply_parts where {dialect.In("account_id", "accounts")} and {dialect.In("external_id", "externals")}",
                new { accounts, externals }, cancel);

    /// <summary>Whether all parts went out; null when it has none.</summary>
    public static bool? AreAll(IReadOnlyList<SentPart> went) => went.Count == 0 ? null : went.Count >= went[0].Of;

    internal sealed record Part
    {
        public required string AccountId { get; init; }
        public required string ExternalId { get; init; }
        public required string ReplyId { get; init; }
    }

    private sealed record Row
    {
        public long Number { get; init; }
        public long Parts { get; init; }
        public required string ExternalId { get; init; }
    }
}
