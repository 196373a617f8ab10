using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Writes what is known of posts and articles. Cards join it when they are read, so nothing of a conversation depends on which of the two came first; those whose content is called otherwise now are
/// told to open pages.
/// </summary>
internal static class Contents
{
    /// <summary>How many conversations about one post are told at once that it is called otherwise; the others show it when they are read.</summary>
    private const int MostTold = 200;

    private const string Write = """
        insert into contents (account_id, external_id, channel, url, title, picture, published_at, own, seen_at, told_at, removed_at)
        values (@AccountId, @ExternalId, @Channel, @Url, @Title, @Picture, @PublishedAt, @Own, @SeenAt, @ToldAt, @RemovedAt)
        on conflict (account_id, external_id) do update
        set url = excluded.url, title = excluded.title, picture = excluded.picture, published_at = excluded.published_at, own = excluded.own, seen_at = excluded.seen_at, told_at = excluded.told_at,
          removed_at = excluded.removed_at
        """;

    public static async Task SaveAsync(
        DbTransaction transaction, Dialect dialect, IReadOnlyList<Look> looks, IReadOnlyCollection<string> told, BatchChanges changes, CancellationToken cancel)
    {
        foreach (var account in looks.GroupBy(l => l.AccountId))
        {
            var ids = account.Select(l => l.ExternalId).Distinct().ToArray();
            var stored = (await transaction.ListAsync<ContentRow>(
                $"{ContentRow.Select} where account_id = @account and {dialect.In("external_id", "ids")}", new { account = account.Key, ids }, cancel)).ToDictionary(c => c.ExternalId);
            var changed = account.GroupBy(l => l.ExternalId)
                .Select(g => (Before: stored.GetValueOrDefault(g.Key), After: g.Aggregate(stored.GetValueOrDefault(g.Key) ?? ContentRow.Before(g.First()), (row, look) => row.With(look))))
                .Where(c => c.Before != c.After).ToList();
            await Rows.RunAsync(transaction, Write, [.. changed.Select(c => c.After)], Values, cancel);
            var kept = changed.Select(c => c.After).Concat(stored.Values.Where(s => changed.All(c => c.Before != s))).Select(c => c.Picture).ToHashSet();
            await Erasure.FilesAsync(transaction, dialect, [.. account.Select(l => l.Picture).Concat(stored.Values.Select(c => c.Picture)).OfType<string>().Where(p => !kept.Contains(p))], cancel);
            foreach (var (_, after) in changed.Where(c => Shown(c.Before) != Shown(c.After)))
                await TellAsync(transaction, after, told, changes, cancel);
        }
    }

    private static (string?, string?, string?) Shown(ContentRow? row) => (row?.Title, row?.Url, row?.Picture);

    private static async Task TellAsync(DbTransaction transaction, ContentRow content, IReadOnlyCollection<string> told, BatchChanges changes, CancellationToken cancel)
    {
        foreach (var (id, version) in await transaction.ListAsync<(string Id, long Version)>(
            """
            update conversations
            set version = version + 1
            where id in (
              select id from conversations
              where content_id = @ExternalId and merged_into is null and account_id = @AccountId and state <> 'closed'
              order by position, id
              limit @MostTold)
            returning id, version
            """,
            new { content.ExternalId, content.AccountId, MostTold }, cancel))
            if (!told.Contains(id))
                changes.Renamed.Add(new(id, content.AccountId, version));
    }

    private static (string Name, object? Value)[] Values(ContentRow c) =>
    [
        ("AccountId", c.AccountId), ("ExternalId", c.ExternalId), ("Channel", c.Channel), ("Url", c.Url), ("Title", c.Title), ("Picture", c.Picture), ("PublishedAt", c.PublishedAt), ("Own", c.Own),
        ("SeenAt", c.SeenAt), ("ToldAt", c.ToldAt), ("RemovedAt", c.RemovedAt),
    ];
}
