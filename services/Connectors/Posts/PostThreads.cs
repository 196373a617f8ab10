using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Posts;

/// <summary>Which thread is about which post, for platforms that say so once and later name the thread alone.</summary>
internal sealed class PostThreads(Database database)
{
    /// <summary>The posts of those threads that are known.</summary>
    public async Task<IReadOnlyDictionary<string, ContentRef>> FindAsync(string accountId, IReadOnlyCollection<string> threads, CancellationToken cancel) =>
        threads.Count == 0
            ? new Dictionary<string, ContentRef>()
            : (await database.ListAsync<Row>(
                $"select thread, post, url, title from post_threads where account_id = @accountId and {database.Dialect.In("thread", "threads")}", new { accountId, threads = threads.ToArray() }, cancel))
                .ToDictionary(r => r.Thread, r => new ContentRef(r.Post, r.Url, r.Title));

    /// <summary>Keeps what was told; told again it says the same, or what the post is called by now.</summary>
    public Task KeepAsync(string accountId, IReadOnlyList<KeyValuePair<string, ContentRef>> told, CancellationToken cancel) =>
        told.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                transaction => Rows.RunAsync(
                    transaction,
                    """
                    insert into post_threads (account_id, thread, post, url, title)
                    values (@AccountId, @Thread, @Post, @Url, @Title)
                    on conflict (account_id, thread) do update
                    set post = excluded.post, url = excluded.url, title = excluded.title
                    """,
                    told, t => [("AccountId", accountId), ("Thread", t.Key), ("Post", t.Value.ExternalId), ("Url", t.Value.Url), ("Title", t.Value.Title)], cancel),
                cancel);

    private sealed record Row
    {
        public required string Thread { get; init; }
        public required string Post { get; init; }
        public string? Url { get; init; }
        public string? Title { get; init; }
    }
}
