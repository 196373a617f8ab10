using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Shows a name that became known after its person wrote: on the latest messages that came without any, in the search for them, and on the cards that are open.</summary>
internal static class NewName
{
    private const int Most = 50;

    public static async Task ShowAsync(DbTransaction transaction, Dialect dialect, string personId, BatchChanges changes, CancellationToken cancel)
    {
        foreach (var m in await transaction.ListAsync<Nameless>(
            """
            select m.id, m.account_id as AccountId, m.subject, i.name, m.author_handle as AuthorHandle, m.author_address as AuthorAddress, case when m.reply <> '' then m.reply else m.text end as Said
            from messages m
            join identities i on i.id = m.identity_id
            where i.person_id = @personId and i.name is not null and m.kind = 'message' and m.direction = 'in' and m.author_name is null and m.deleted_at is null
            order by m.seq desc
            limit @Most
            """,
            new { personId, Most }, cancel))
        {
            await transaction.RunAsync("update messages set author_name = @Name where id = @Id", m, cancel);
            await transaction.RunAsync("delete from search where rowid = (select seq from messages where id = @Id)", m, cancel);
            await transaction.RunAsync(
                $"insert into search (rowid, text) select seq, {dialect.Words("words")} from messages where id = @Id",
                new { m.Id, words = SearchText.OfMessage(m.AccountId, m.Subject, new(null, m.Name, m.AuthorHandle, m.AuthorAddress), m.Said) }, cancel);
        }
        foreach (var (id, account, version) in await transaction.ListAsync<(string Id, string Account, long Version)>(
            """
            update conversations
            set version = version + 1
            where id in (select id from conversations where person_id = @personId and merged_into is null and state <> 'closed' order by position, id limit @Most)
            returning id, account_id, version
            """,
            new { personId, Most }, cancel))
            changes.Renamed.Add(new(id, account, version));
    }

    private sealed record Nameless
    {
        public required string Id { get; init; }
        public required string AccountId { get; init; }
        public string? Subject { get; init; }
        public required string Name { get; init; }
        public string? AuthorHandle { get; init; }
        public string? AuthorAddress { get; init; }
        public required string Said { get; init; }
    }
}
