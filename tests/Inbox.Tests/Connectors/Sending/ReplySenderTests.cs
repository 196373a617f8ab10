using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors;

public sealed class ReplySenderTests
{
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task One_of_eight_processes_sends_a_reply(string database)
    {
        await using var store = await OpenAsync(database);
        var channel = new FakeChannel();
        var desks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new SendingDesk(store, channel).LiveAsync()));

        await Task.WhenAll(desks.Select(d => d.Sender.SendAsync(SendingDesk.Reply(store), Cancel)));
        await Task.WhenAll(desks.Select(d => d.Lanes.IdleAsync()));

        Assert.Single(channel.Sent);
        Assert.Equal("sending sent", await SendingDesk.StatesAsync(store));
        Assert.Contains(await SendingDesk.ReportsAsync(store), r => r.ExternalId == "platform-reply-1");
        Array.ForEach(desks, d => d.Dispose());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F03_a_process_that_died_after_the_hand_over_leaves_unconfirmed_and_nobody_sends_again(string database)
    {
        await using var store = await OpenAsync(database);
        var channel = new FakeChannel();
        using var dead = await new SendingDesk(store, channel).LiveAsync();
        Assert.True(await dead.Deliveries.ClaimAsync(SendingDesk.Reply(store), "process:dead", Cancel));
        await dead.Deliveries.HandOverAsync(SendingDesk.Reply(store), "process:dead", Cancel);
        store.Clock.Advance(Dead);
        using var next = await new SendingDesk(store, channel).LiveAsync();

        await next.Sender.SettleOrphansAsync(Cancel);
        await next.Lanes.IdleAsync();

        Assert.Empty(channel.Sent);
        Assert.Equal("sending unconfirmed", await SendingDesk.StatesAsync(store));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F03_what_a_process_left_before_the_hand_over_is_sent_by_one_of_the_others(string database)
    {
        await using var store = await OpenAsync(database);
        var channel = new FakeChannel();
        using var dead = new SendingDesk(store, channel);
        Assert.True(await dead.Deliveries.ClaimAsync(SendingDesk.Reply(store), "process:dead", Cancel));
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new SendingDesk(store, channel).LiveAsync()));

        await Task.WhenAll(others.Select(d => d.Sender.SettleOrphansAsync(Cancel)));
        await Task.WhenAll(others.Select(d => d.Lanes.IdleAsync()));

        Assert.Single(channel.Sent);
        Assert.Equal("sending sent", await SendingDesk.StatesAsync(store));
        Array.ForEach(others, d => d.Dispose());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F05_a_process_that_was_stopped_hands_nothing_over_once_its_reply_was_taken_from_it(string database)
    {
        await using var store = await OpenAsync(database);
        var stopped = new TaskCompletionSource();
        var slow = new FakeChannel();
        slow.Send = async (sending, cancel) =>
        {
            await stopped.Task;
            return await slow.AcceptAsync(sending, cancel);
        };
        using var first = await new SendingDesk(store, slow).LiveAsync();
        await first.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        store.Clock.Advance(Dead);
        var quick = new FakeChannel();
        using var second = await new SendingDesk(store, quick).LiveAsync();

        await second.Sender.SettleOrphansAsync(Cancel);
        await second.Lanes.IdleAsync();
        stopped.SetResult();
        await first.Lanes.IdleAsync();

        Assert.Single(quick.Sent);
        Assert.Empty(slow.Sent);
        Assert.Equal("sending sent", await SendingDesk.StatesAsync(store));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_the_platform_asks_to_try_later_is_tried_later_and_keeps_no_lane_meanwhile(string database)
    {
        await using var store = await OpenAsync(database);
        var tries = 0;
        var channel = new FakeChannel();
        channel.Send = async (sending, cancel) =>
        {
            if (sending.Reply.ReplyId == "other" || Interlocked.Increment(ref tries) > 10)
                return await channel.AcceptAsync(sending, cancel);
            await sending.HandingOver(cancel);
            return new SendOutcome.Retry(TimeSpan.FromSeconds(5), "busy");
        };
        using var desk = await new SendingDesk(store, channel).LiveAsync();

        foreach (var i in Enumerable.Range(1, 5))
            await desk.Sender.SendAsync(SendingDesk.Reply(store, $"slow-{i}"), Cancel);
        await desk.Sender.SendAsync(SendingDesk.Reply(store, "other"), Cancel);
        await Eventually.IsTrueAsync(() => channel.Sent.Count == 1);
        Assert.Equal(["other"], channel.Sent);
        Assert.All((await desk.Deliveries.OrphansAsync("nobody", Cancel)), o => Assert.False(o.HandedOver));
        var idle = desk.Lanes.IdleAsync();
        await store.Clock.UntilAsync(() => Task.FromResult(idle.IsCompleted), TimeSpan.FromSeconds(1));

        Assert.Equal(6, channel.Sent.Count);
    }

    [Fact]
    public async Task What_was_broken_off_may_stand_there_from_then_on_and_what_a_person_sends_again_from_the_start()
    {
        await using var store = await OpenAsync("sqlite");
        var tries = new List<(string Reply, bool MayStand)>();
        using var desk = await new SendingDesk(store, new()
        {
            Send = (sending, _) =>
            {
                tries.Add((sending.Reply.ReplyId, sending.MayStand));
                return Task.FromResult<SendOutcome>(new SendOutcome.Retry(TimeSpan.FromSeconds(5), "busy.") { MayHaveArrived = tries.Count == 2 });
            },
        }).LiveAsync();

        foreach (var reply in (SendReply[])[SendingDesk.Reply(store, "first"), SendingDesk.Reply(store, "again") with { Attempt = 2 }])
        {
            await desk.Sender.SendAsync(reply, Cancel);
            var idle = desk.Lanes.IdleAsync();
            await store.Clock.UntilAsync(() => Task.FromResult(idle.IsCompleted), TimeSpan.FromSeconds(1));
        }

        Assert.Equal([("first", false), ("first", false), ("first", true), ("first", true)], tries.Take(4));
        Assert.Equal(("again", true), tries[4]);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_reply_that_is_refused_four_times_for_now_failed(string database)
    {
        await using var store = await OpenAsync(database);
        using var desk = await new SendingDesk(store, new() { Send = (_, _) => Task.FromResult<SendOutcome>(new SendOutcome.Retry(TimeSpan.FromSeconds(5), "busy.")) }).LiveAsync();

        await desk.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        var idle = desk.Lanes.IdleAsync();
        await store.Clock.UntilAsync(() => Task.FromResult(idle.IsCompleted), TimeSpan.FromSeconds(1));

        Assert.Equal("failed sending", await SendingDesk.StatesAsync(store));
        Assert.Contains((await SendingDesk.ReportsAsync(store)), r => r is { Error: "busy. It was tried 4 times; send it again later.", Refused: false });
    }

    [Theory, InlineData(false, true), InlineData(true, false)]
    public async Task What_the_platform_would_not_take_is_told_from_what_the_accounts_keys_prevent(bool blamesAccount, bool isRefused)
    {
        await using var store = await OpenAsync("sqlite");
        using var desk = await new SendingDesk(store, new() { Send = (_, _) => Task.FromResult<SendOutcome>(new SendOutcome.Refused("No.") { BlamesAccount = blamesAccount }) }).LiveAsync();

        await desk.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        await desk.Lanes.IdleAsync();

        Assert.Equal(isRefused, Assert.Single(await SendingDesk.ReportsAsync(store), r => r.State == ReplyState.Failed).Refused);
    }

    [Theory, InlineData(90, 90), InlineData(280, 280)]
    public async Task F21_what_the_platform_says_is_waited_for_each_time_and_is_not_doubled(int seconds, int least)
    {
        await using var store = await OpenAsync("sqlite");
        var asked = new List<DateTimeOffset>();
        using var desk = await new SendingDesk(store, new()
        {
            Send = (_, _) =>
            {
                asked.Add(store.Clock.GetUtcNow());
                return Task.FromResult<SendOutcome>(asked.Count == 4 ? new SendOutcome.Sent("there") : SendOutcome.Retry.Told(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(2), "busy."));
            },
        }).LiveAsync();

        await desk.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        foreach (var tries in Enumerable.Range(1, 3))
        {
            await Eventually.IsTrueAsync(() => asked.Count == tries && store.Clock.Waits > 0);
            store.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }
        await desk.Lanes.IdleAsync();

        Assert.Equal([least, least, least], asked.Zip(asked.Skip(1), (a, b) => (b - a).TotalSeconds));
        Assert.Equal("sending sent", await SendingDesk.StatesAsync(store));
    }

    [Theory, InlineData(901, 1), InlineData(600, 2)]
    public async Task F21_a_wait_that_is_longer_than_a_quarter_of_an_hour_failed_and_says_until_when(int seconds, int tries)
    {
        await using var store = await OpenAsync("sqlite");
        var asked = 0;
        using var desk = await new SendingDesk(store, new()
        {
            Send = (_, _) => Task.FromResult<SendOutcome>(SendOutcome.Retry.Told(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(2), $"busy {Interlocked.Increment(ref asked)}.")),
        }).LiveAsync();
        var until = store.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds * tries);

        await desk.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        for (var i = 1; i < tries; i++)
        {
            await Eventually.IsTrueAsync(() => store.Clock.Waits > 0);
            store.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }
        await desk.Lanes.IdleAsync();

        Assert.Equal(tries, asked);
        Assert.Contains(await SendingDesk.ReportsAsync(store), r => r.State == ReplyState.Failed && r.Error == $"busy {tries}. It takes nothing before {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC; send it again then.");
    }

    [Theory, InlineData(false, "failed sending"), InlineData(true, "sending unconfirmed")]
    public async Task A_channel_that_breaks_tells_the_truth_about_what_went_out(bool handedOver, string states)
    {
        await using var store = await OpenAsync("sqlite");
        using var desk = await new SendingDesk(store, new()
        {
            Send = async (sending, cancel) =>
            {
                if (handedOver)
                    await sending.HandingOver(cancel);
                throw new InvalidOperationException("broken");
            },
        }).LiveAsync();

        await desk.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        await desk.Lanes.IdleAsync();

        Assert.Equal(states, await SendingDesk.StatesAsync(store));
    }

    [Fact]
    public async Task A_process_that_ends_in_order_leaves_what_was_not_handed_over_to_the_next()
    {
        await using var store = await OpenAsync("sqlite");
        using var ending = await new SendingDesk(store, new()
        {
            Send = async (_, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return new SendOutcome.Unknown("never");
            },
        }).LiveAsync();
        await ending.Sender.SendAsync(SendingDesk.Reply(store), Cancel);
        await ending.Lanes.StopAsync(Cancel);
        store.Clock.Advance(Dead);
        var channel = new FakeChannel();
        using var next = await new SendingDesk(store, channel).LiveAsync();

        await next.Sender.SettleOrphansAsync(Cancel);
        await next.Lanes.IdleAsync();

        Assert.Single(channel.Sent);
    }

    [Fact]
    public async Task A_reply_whose_attachment_is_gone_does_not_go_out_without_it()
    {
        await using var store = await OpenAsync("sqlite");
        var channel = new FakeChannel();
        using var desk = await new SendingDesk(store, channel).LiveAsync();

        await desk.Sender.SendAsync(SendingDesk.Reply(store) with { Attachments = [new("gone", "a.pdf", "application/pdf", 1)] }, Cancel);
        await desk.Lanes.IdleAsync();

        Assert.Empty(channel.Sent);
        Assert.Equal("failed sending", await SendingDesk.StatesAsync(store));
    }

    [Theory, InlineData(1, "failed sending"), InlineData(-1, "sending sent")]
    public async Task A_reply_that_waited_until_its_platform_takes_none_is_refused_without_asking_it(int secondsLate, string states)
    {
        await using var store = await OpenAsync("sqlite");
        var channel = new FakeChannel();
        using var desk = await new SendingDesk(store, channel).LiveAsync();
        var now = store.Clock.GetUtcNow();

        await desk.Sender.SendAsync(SendingDesk.Reply(store) with { Deadline = new(now - TimeSpan.FromSeconds(secondsLate), "Too long ago.") }, Cancel);
        await desk.Lanes.IdleAsync();

        Assert.Equal(states, await SendingDesk.StatesAsync(store));
        Assert.Equal(secondsLate > 0 ? 0 : 1, channel.Sent.Count);
        Assert.Equal(secondsLate > 0, (await SendingDesk.ReportsAsync(store)).Any(r => r.Error == "Too long ago."));
    }

    private static Task<Store> OpenAsync(string database) => Store.OpenAsync(database, typeof(ConnectorsRoom).Assembly);
}
