using Inbox.Connectors;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Bus;

public sealed class IntakeSweepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_another_process_left_in_intake_is_published_once_it_has_stood_there_for_seconds(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.LeaveAsync(700);

        await desk.Sweep.SweepAsync(Cancel);
        Assert.Empty(desk.Bus.Events);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(6));
        await desk.Sweep.SweepAsync(Cancel);
        await desk.Sweep.SweepAsync(Cancel);

        await Eventually.IsTrueAsync(() => desk.Bus.Events.Count >= 700);
        Assert.Equal(700, desk.Bus.Events.Distinct().Count());
        Assert.Equal(700, desk.Bus.Events.Count);
    }

    [Fact]
    public async Task What_nobody_took_up_is_published_again_half_a_minute_later()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        await desk.LeaveAsync(1);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(6));

        await desk.Sweep.SweepAsync(Cancel);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(31));
        await desk.Sweep.SweepAsync(Cancel);

        await Eventually.IsTrueAsync(() => desk.Bus.Events.Count == 2);
    }

    [Fact]
    public async Task A_backlog_of_any_length_comes_in_windows_and_in_the_order_it_came()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        await desk.LeaveAsync(IntakeSweep.Window + 500);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(IntakeSweep.Window, await desk.Sweep.SweepAsync(Cancel));
        await Eventually.IsTrueAsync(() => desk.Bus.Events.Count == IntakeSweep.Window);
        Assert.Equal(IntakeSweep.Window, await desk.Sweep.SweepAsync(Cancel));
        await desk.Store.Database.WriteAsync(t => t.RunAsync("delete from intake where id in (select id from intake order by id limit 500)", null, Cancel), Cancel);
        await desk.Sweep.SweepAsync(Cancel);

        await Eventually.IsTrueAsync(() => desk.Bus.Events.Count == IntakeSweep.Window + 500);
    }

    [Fact]
    public void What_is_on_its_way_is_remembered_for_half_a_minute_and_never_more_than_a_bounded_number()
    {
        var clock = new FakeClock();
        var inFlight = new InFlight(clock);
        foreach (var i in Enumerable.Range(0, InFlight.Most + 1))
            inFlight.Add($"e{i}");

        Assert.False(inFlight.Holds("e0"));
        Assert.True(inFlight.Holds("e1"));
        inFlight.Remove("e1");
        Assert.False(inFlight.Holds("e1"));
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.False(inFlight.Holds("e2"));
    }

    [Fact]
    public void What_is_on_its_way_is_left_alone_for_as_long_as_the_operator_says()
    {
        var clock = new FakeClock();
        var inFlight = new InFlight(clock, new() { BeforePublishingAgain = TimeSpan.FromSeconds(2) });
        inFlight.Add("e");

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(inFlight.Holds("e"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(inFlight.Holds("e"));
    }

    private sealed class Desk : IAsyncDisposable
    {
        private readonly IntakePublisher _publisher;

        private Desk(Store store, TestBus bus)
        {
            (Store, Bus) = (store, bus);
            var inFlight = new InFlight(store.Clock);
            _publisher = new(new Intake(store.Database, store.Clock), bus.Bus, inFlight, NullLogger<IntakePublisher>.Instance);
            Sweep = new(store.Database, new(store.Database, store.Clock), _publisher, inFlight, store.Clock, NullLogger<IntakeSweep>.Instance);
        }

        public Store Store { get; }

        public TestBus Bus { get; }

        public IntakeSweep Sweep { get; }

        public static async Task<Desk> OpenAsync(string database)
        {
            var desk = new Desk(await Store.OpenAsync(database), await TestBus.StartAsync());
            await desk._publisher.StartAsync(Cancel);
            return desk;
        }

        /// <summary>Events as another process leaves them: committed, and published by nobody.</summary>
        public async Task LeaveAsync(int count)
        {
            var intake = new Intake(Store.Database, Store.Clock);
            var events = Enumerable.Range(0, count).Select(i => Store.Event($"m{i}")).ToList();
            await Store.Database.WriteAsync(t => intake.AddAsync(t, events, Cancel), Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await _publisher.StopAsync(CancellationToken.None);
            _publisher.Dispose();
            Sweep.Dispose();
            await Bus.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
