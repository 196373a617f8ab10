using Inbox.Connectors;
using Inbox.Connectors.Posts;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors;

public sealed class PostThreadsTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_was_told_last_of_a_thread_is_known_to_its_account_alone(string database)
    {
        await using var store = await Store.OpenAsync(database);
        await new Migrator(store.Database, store.Clock).RunAsync([typeof(ConnectorsRoom).Assembly], Cancel);
        var threads = new PostThreads(store.Database);
        await threads.KeepAsync("a", [new("1", new("p1", "https://t.me/n/1", "Tea")), new("2", new("p2"))], Cancel);
        await threads.KeepAsync("a", [new("1", new("p1", "https://t.me/n/1", "Green tea"))], Cancel);
        await threads.KeepAsync("b", [new("1", new("p9"))], Cancel);

        Assert.Equal([("1", new ContentRef("p1", "https://t.me/n/1", "Green tea")), ("2", new("p2"))], (await threads.FindAsync("a", ["1", "2", "3"], Cancel)).OrderBy(t => t.Key).Select(t => (t.Key, t.Value)));
        Assert.Empty(await threads.FindAsync("a", [], Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
