using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Storage;

public sealed class IntakeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_was_accepted_stands_in_intake_until_its_effect_is_committed(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        var e = store.Event("m1");

        await intake.AcceptAsync(store.Delivery("k1", e), Cancel);

        var pending = new PendingEvents(store.Database, store.Clock);
        Assert.Equal(e, Assert.Single(await pending.ListAsync(TimeSpan.Zero, "", 10, Cancel)).Event);
        await store.Database.WriteAsync(t => pending.TakeAsync(t, [e.EventId], Cancel), Cancel);
        Assert.Equal(0, await pending.CountAsync(Cancel));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_event_that_only_a_newer_version_can_read_holds_no_other_up(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        var (e, newer) = (store.Event("m1"), store.Event("m2"));
        await intake.AcceptAsync(store.Delivery("k1", e), Cancel);
        await intake.AcceptAsync(store.Delivery("k2", newer), Cancel);
        await store.Database.WriteAsync(t => t.RunAsync("update intake set body = replace(body, '2026-03-02T', 'some day') where id = @EventId", new { newer.EventId }, Cancel), Cancel);

        Assert.Equal(e.EventId, Assert.Single(await new PendingEvents(store.Database, store.Clock).ReadAsync([e.EventId, newer.EventId], Cancel)).EventId);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task B48_the_same_delivery_again_is_accepted_and_changes_nothing(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        await intake.AcceptAsync(store.Delivery("k1", store.Event("m1")), Cancel);

        foreach (var wait in new[] { TimeSpan.Zero, TimeSpan.FromMinutes(4), TimeSpan.FromDays(3), TimeSpan.FromDays(40) })
        {
            store.Clock.Advance(wait);
            Assert.Empty(await intake.AcceptAsync(store.Delivery("k1", store.Event("m1")), Cancel));
        }

        Assert.Equal(1, await new PendingEvents(store.Database, store.Clock).CountAsync(Cancel));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Deliveries_that_wait_together_are_all_kept_and_one_bad_one_costs_only_itself(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        var bad = store.Delivery("bad", store.Event("x")) with { AccountId = "no such account" };

        var good = Enumerable.Range(0, 300).Select(i => intake.AcceptAsync(store.Delivery($"k{i}", store.Event($"m{i}")), Cancel)).ToList();
        var failing = intake.AcceptAsync(bad, Cancel);
        await Task.WhenAll(good);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => failing);
        Assert.Equal(300, await new PendingEvents(store.Database, store.Clock).CountAsync(Cancel));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F05_a_poller_whose_lease_went_to_another_process_moves_no_cursor_and_stores_nothing(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        var leases = new Leases(store.Database, store.Clock);
        var stale = await leases.TakeAsync("follow", "first", TimeSpan.FromSeconds(20), Cancel);
        store.Clock.Advance(TimeSpan.FromSeconds(30));
        var fresh = await leases.TakeAsync("follow", "second", TimeSpan.FromSeconds(20), Cancel);

        await Assert.ThrowsAsync<LeaseLostException>(() => intake.AcceptAsync([store.Delivery("k1", store.Event("m1"))], new("inbox", "7", stale), Cancel));
        await intake.AcceptAsync([store.Delivery("k2", store.Event("m2"))], new("inbox", "8", fresh), Cancel);

        Assert.Equal("8", await new Cursors(store.Database).FindAsync(store.AccountId, "inbox", Cancel));
        Assert.Equal("m2", Assert.IsType<MessageDeleted>(Assert.Single(await new PendingEvents(store.Database, store.Clock).ListAsync(TimeSpan.Zero, "", 9, Cancel)).Event).TargetExternalId);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F13_an_event_from_before_the_clock_was_set_back_is_swept_all_the_same(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        var (early, late) = (store.Event("m1"), store.Event("m2"));
        await intake.AcceptAsync(store.Delivery("k1", early), Cancel);
        store.Clock.Advance(TimeSpan.FromDays(3));
        await intake.AcceptAsync(store.Delivery("k2", late), Cancel);

        var behind = new PendingEvents(store.Database, new SetBack(store.Clock, TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1)));
        Assert.Equal([late.EventId], await behind.OldestAsync(TimeSpan.FromSeconds(5), 10, Cancel));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F16_an_event_that_fails_five_times_goes_to_quarantine_and_can_be_replayed(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        var pending = new PendingEvents(store.Database, store.Clock);
        var quarantine = new Quarantine(store.Database, store.Clock);
        var e = store.Event("m1");
        await intake.AcceptAsync(store.Delivery("k1", e), Cancel);

        for (var attempt = 1; attempt <= 4; attempt++)
            Assert.False(await pending.FailAsync(e, "broken", Cancel));
        Assert.True(await pending.FailAsync(e, "broken", Cancel));

        Assert.Equal(0, await pending.CountAsync(Cancel));
        var entry = Assert.Single(await quarantine.ListAsync(null, 10, Cancel));
        Assert.Equal(("broken", 2), (entry.Reason, entry.Size));
        Assert.True(await quarantine.ReplayEventAsync(entry.Id, Cancel));
        Assert.Equal(e, Assert.Single(await pending.ListAsync(TimeSpan.Zero, "", 10, Cancel)).Event);
        Assert.False(await quarantine.ReplayEventAsync(entry.Id, Cancel));
        await store.Database.WriteAsync(t => pending.TakeAsync(t, [e.EventId], Cancel), Cancel);
        Assert.Equal(0, await pending.CountAsync(Cancel));
        Assert.Empty(await quarantine.ListAsync(null, 10, Cancel));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_account_knows_when_something_last_came_in_to_the_minute(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);
        var first = store.Clock.GetUtcNow();

        await intake.AcceptAsync(store.Delivery("k1", store.Event("m1")), Cancel);
        store.Clock.Advance(TimeSpan.FromSeconds(30));
        await intake.AcceptAsync(store.Delivery("k2", store.Event("m2")), Cancel);
        Assert.Equal(first, (await store.Accounts.FindAsync(store.AccountId, Cancel))!.LastEventAt);
        store.Clock.Advance(TimeSpan.FromSeconds(31));
        await intake.AcceptAsync(store.Delivery("k3", store.Event("m3")), Cancel);

        Assert.Equal(first.AddSeconds(61), (await store.Accounts.FindAsync(store.AccountId, Cancel))!.LastEventAt);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Bytes_that_cannot_be_read_are_kept_whole_in_quarantine(string database)
    {
        await using var store = await Store.OpenAsync(database);
        using var intake = await StartAsync(store);

        await intake.AcceptAsync(store.Delivery("k1") with { Content = new byte[] { 0, 1, 255 }, Unreadable = "not JSON" }, Cancel);

        var quarantine = new Quarantine(store.Database, store.Clock);
        var entry = Assert.Single(await quarantine.ListAsync(null, 10, Cancel));
        Assert.Equal("not JSON", entry.Reason);
        Assert.Equal([0, 1, 255], (await new Payloads(store.Database).FindAsync(entry.PayloadId!, Cancel))!.Content);
    }

    private static async Task<Intake> StartAsync(Store store)
    {
        var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(Cancel);
        return intake;
    }

    private sealed class SetBack(TimeProvider clock, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - by;
    }
}
