using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors;

/// <summary>A reply that goes out as several messages.</summary>
public sealed class ReplyPartsTests
{
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(20);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_part_that_must_wait_is_waited_for_and_what_went_out_is_not_sent_again(string database)
    {
        await using var store = await OpenAsync(database);
        var posted = new List<int>();
        using var desk = await new SendingDesk(store, new() { Send = (sending, cancel) => ThreeAsync(sending, posted, number => posted.Count(n => n == number) < 3 && number == 2 ? new SendOutcome.Retry(TimeSpan.FromSeconds(5), "busy.") : null, cancel) }).LiveAsync();

        await desk.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        var idle = desk.Lanes.IdleAsync();
        await store.Clock.UntilAsync(() => Task.FromResult(idle.IsCompleted), TimeSpan.FromSeconds(1));

        Assert.Equal([1, 2, 2, 2, 3], posted);
        var reports = await SendingDesk.ReportsAsync(store);
        Assert.Equal(new SentPart?[] { null, new(1, 3, "p1"), new(2, 3, "p2"), new(3, 3, "p3"), null }, reports.Select(r => r.Part));
        Assert.Equal((ReplyState.Sent, "p1"), (reports[^1].State, reports[^1].ExternalId));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F03_what_a_process_that_died_while_it_waited_for_a_part_left_is_sent_by_the_next_without_what_went_out(string database)
    {
        await using var store = await OpenAsync(database);
        var posted = new List<int>();
        using var first = await new SendingDesk(store, new() { Send = (sending, cancel) => ThreeAsync(sending, posted, number => number == 2 ? new SendOutcome.Retry(TimeSpan.FromSeconds(5), "busy.") : null, cancel) }).LiveAsync();
        await first.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        await Eventually.IsTrueAsync(async () => posted.Count == 2 && (await first.Deliveries.OrphansAsync("nobody", Cancel)) is [] && (await first.Deliveries.OrphansAsync(first.Name, Cancel)) is [{ HandedOver: false }]);
        await first.Lanes.StopAsync(Cancel);
        store.Clock.Advance(Dead);
        using var next = await new SendingDesk(store, new() { Send = (sending, cancel) => ThreeAsync(sending, posted, _ => null, cancel) }).LiveAsync();

        await next.Sender.SettleOrphansAsync(Cancel);
        await next.Lanes.IdleAsync();

        Assert.Equal([1, 2, 2, 3], posted);
        Assert.Equal((ReplyState.Sent, "p1"), ((await SendingDesk.ReportsAsync(store))[^1].State, (await SendingDesk.ReportsAsync(store))[^1].ExternalId));
    }

    [Fact]
    public async Task What_stops_half_way_says_how_far_it_came_and_is_for_a_person_to_finish()
    {
        await using var store = await OpenAsync("sqlite");
        var posted = new List<int>();
        using var desk = await new SendingDesk(store, new() { Send = (sending, cancel) => ThreeAsync(sending, posted, number => number == 2 ? new SendOutcome.Refused("It is too large.") : null, cancel) }).LiveAsync();

        await desk.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        await desk.Lanes.IdleAsync();

        var last = (await SendingDesk.ReportsAsync(store))[^1];
        Assert.Equal((ReplyState.Unconfirmed, "Only 1 of 3 parts went out, then it stopped: It is too large. Sent again, only what is missing goes out."), (last.State, last.Error));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Store> OpenAsync(string database) => Store.OpenAsync(database, typeof(ConnectorsRoom).Assembly);

    /// <summary>A platform that takes the reply as three messages, and says of each what it wants.</summary>
    private static async Task<SendOutcome> ThreeAsync(Sending sending, List<int> posted, Func<int, SendOutcome?> says, CancellationToken cancel)
    {
        await sending.HandingOver(cancel);
        return await InParts.SendAsync(sending, [.. Enumerable.Range(1, 3).Select(number => (Func<Task<SendOutcome>>)(() =>
        {
            posted.Add(number);
            return Task.FromResult(says(number) ?? new SendOutcome.Sent($"p{number}"));
        }))]);
    }
}
