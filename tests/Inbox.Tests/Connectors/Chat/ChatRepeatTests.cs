using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Chat;

/// <summary>A page that got no answer says the same again; what it finds then depends on what happened meanwhile.</summary>
public sealed class ChatRepeatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_erased_stands_in_no_timeline_again()
    {
        await using var host = await ChatHost.StartAsync(new FakeClock());
        var (ada, database) = (await host.OpenAsync(), host.Get<Database>());
        Assert.Equal(200, await ada.SayAsync("secret", "a"));
        await database.WriteAsync(
            async transaction =>
            {
                await Erasure.PayloadsAsync(transaction, database.Dialect, await transaction.ListAsync<string>("select id from payloads", null, Cancel), Cancel);
                await Erasure.TimelinesAsync(transaction, database.Dialect, "chat", [ada.Visitor], Cancel);
                return 0;
            },
            Cancel);

        Assert.Equal(200, await ada.SayAsync("secret", "a"));
        Assert.Equal(200, await ada.SayAsync("Something new", "b"));

        Assert.Equal(["Something new"], await ada.SeesAsync());
    }

    [Fact]
    public async Task What_was_stored_and_never_came_to_the_timeline_stands_there_after_the_repeat()
    {
        await using var host = await ChatHost.StartAsync(new FakeClock());
        var ada = await host.OpenAsync();
        Assert.Equal(200, await ada.SayAsync("Hello", "a"));
        await host.Get<Database>().WriteAsync((System.Data.Common.DbTransaction transaction) => transaction.RunAsync("delete from timelines", null, Cancel), Cancel);

        Assert.Equal(200, await ada.SayAsync("Hello", "a"));

        Assert.Equal(["Hello"], await ada.SeesAsync());
        Assert.Single(await host.EventsAsync());
    }
}
