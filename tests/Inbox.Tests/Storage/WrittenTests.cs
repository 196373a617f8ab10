using Inbox.Storage;

namespace Inbox.Tests.Storage;

/// <summary>Bytes that say when they were written are looked for at that time only; they are known for ever all the same.</summary>
public sealed class WrittenTests
{
    private const string Before = """
        drop table payloads;
        create table payloads (id text primary key, account_id text not null, key text not null, media_type text not null, received_at bigint not null, content bytea not null, unique (account_id, key));
        delete from migrations where name like '%004-written.sql';
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_same_bytes_are_taken_once_whether_or_not_they_tell_their_time(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(Cancel);
        foreach (var written in new long?[] { null, 0, -5_000_000_000, 1_772_000_000 })
        {
            Assert.Single(await intake.AcceptAsync(store.Delivery($"k{written}", store.Event("m1")) with { WrittenAt = written }, Cancel));
            store.Clock.Advance(TimeSpan.FromDays(40));
            Assert.Empty(await intake.AcceptAsync(store.Delivery($"k{written}", store.Event("m1")) with { WrittenAt = written }, Cancel));
        }

        Assert.Empty(await intake.AcceptAsync(store.Delivery("k", store.Event("m2")) with { WrittenAt = 7 }, Cancel));
        var twice = await intake.AcceptAsync([store.Delivery("k9", store.Event("m3")) with { WrittenAt = 9 }, store.Delivery("k9", store.Event("m4")) with { WrittenAt = 9 }], null, Cancel);
        Assert.Single(twice);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Bytes_of_a_store_of_before_are_kept_and_known(string database)
    {
        await using var store = await Store.OpenAsync(database);
        await store.Database.WriteAsync(t => t.RunAsync(Before, null, Cancel), Cancel);
        await store.Database.WriteAsync(
            t => t.RunAsync("insert into payloads (id, account_id, key, media_type, received_at, content) values ('p1', @AccountId, 'k1', 'text/plain', 5, @bytes)", new { store.AccountId, bytes = "abc"u8.ToArray() }, Cancel),
            Cancel);

        await new Migrator(store.Database, store.Clock).RunAsync([typeof(Database).Assembly], Cancel);

        using var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(Cancel);
        Assert.Empty(await intake.AcceptAsync(store.Delivery("k1", store.Event("m1")) with { WrittenAt = 1_772_000_000 }, Cancel));
        Assert.Empty(await intake.AcceptAsync(store.Delivery("k1", store.Event("m1")), Cancel));
        Assert.Equal(("k1", "text/plain", 5, "abc"), await new Payloads(store.Database).FindAsync("p1", Cancel) is { } p ? (p.Key, p.MediaType, p.ReceivedAt, System.Text.Encoding.UTF8.GetString(p.Content)) : default);
    }
}
