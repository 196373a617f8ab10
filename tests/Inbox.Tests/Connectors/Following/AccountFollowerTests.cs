using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors;

public sealed class AccountFollowerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F21_a_refused_password_is_red_at_once_with_its_reason_and_green_once_it_is_let_in(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var refused = true;
        desk.Channel.Follow = async (following, cancel) =>
        {
            if (refused)
                throw new ChannelException("The password is wrong. Type it again.") { Transient = false };
            await following.WellAsync();
            await Task.Delay(Timeout.Infinite, cancel);
        };

        desk.Start();
        await desk.IsAsync(HealthState.Red, "The password is wrong. Type it again.");
        refused = false;
        await desk.Store.Clock.UntilAsync(async () => (await desk.AccountAsync()).Health == HealthState.Green, Second);

        await Eventually.IsTrueAsync(() => desk.Bus.Health.Count == 2);
        Assert.Equal([HealthState.Red, HealthState.Green], desk.Bus.Health.Select(h => h.State));
    }

    [Fact]
    public async Task A_server_that_drops_an_idle_connection_is_connected_again_and_nobody_is_alarmed()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var rounds = 0;
        desk.Channel.Follow = async (following, cancel) =>
        {
            await following.WellAsync();
            if (++rounds == 1)
                throw new ChannelException("The connection broke.");
            await Task.Delay(Timeout.Infinite, cancel);
        };

        desk.Start();
        await desk.Store.Clock.UntilAsync(() => Task.FromResult(rounds == 2), Second);

        Assert.DoesNotContain(desk.Bus.Health, h => h.State == HealthState.Red);
        Assert.Equal(HealthState.Green, (await desk.AccountAsync()).Health);
    }

    [Fact]
    public async Task F15_a_server_that_lets_us_neither_in_nor_away_is_red_within_a_minute()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        desk.Channel.Follow = (_, cancel) => Task.Delay(Timeout.Infinite, cancel);

        desk.Start();
        var began = desk.Store.Clock.GetUtcNow();
        await desk.Store.Clock.UntilAsync(async () => (await desk.AccountAsync()).Health == HealthState.Red, Second);

        Assert.InRange(desk.Store.Clock.GetUtcNow() - began, AccountFollower.LongestConnect, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task F21_a_platform_that_asks_to_be_left_alone_is_left_alone_for_as_long_as_it_says()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var (rounds, again) = (0, DateTimeOffset.MaxValue);
        var begun = desk.Store.Clock.GetUtcNow();
        desk.Channel.Follow = async (following, cancel) =>
        {
            if (++rounds == 1)
                throw new ChannelException("Too much was asked.") { After = TimeSpan.FromMinutes(5) };
            again = following.Clock.GetUtcNow();
            await following.WellAsync();
            await Task.Delay(Timeout.Infinite, cancel);
        };

        desk.Start();
        await desk.IsAsync(HealthState.Red, "Too much was asked.");
        await desk.Store.Clock.UntilAsync(() => Task.FromResult(rounds == 2), Second);

        Assert.True(again - begun >= TimeSpan.FromMinutes(5), $"It was asked again after {again - begun}.");
    }

    [Fact]
    public async Task An_unexpected_error_is_red_and_tried_again()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var rounds = 0;
        desk.Channel.Follow = (_, _) => ++rounds > 0 ? throw new FormatException("odd") : Task.CompletedTask;

        desk.Start();
        await desk.Store.Clock.UntilAsync(() => Task.FromResult(rounds >= 4), Second);

        Assert.Contains("FormatException", (await desk.AccountAsync()).HealthReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_times_out_inside_the_channel_is_a_break_and_no_farewell()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        desk.Channel.Follow = (_, _) => throw new TaskCanceledException("a request timed out");

        desk.Start();

        await Eventually.IsTrueAsync(async () => (await desk.AccountAsync()).Health == HealthState.Red);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F05_a_follower_whose_account_went_to_another_process_stops(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (began, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        desk.Channel.Follow = async (following, cancel) =>
        {
            await following.WellAsync();
            await using var stop = cancel.Register(ended.SetResult);
            began.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        };
        desk.Start();
        await began.Task;

        await desk.Store.Database.WriteAsync(t => t.RunAsync("update leases set owner = 'other', fence = fence + 1, until = @until", new { until = long.MaxValue }, Cancel), Cancel);
        await desk.Store.Clock.UntilAsync(() => Task.FromResult(ended.Task.IsCompleted), Second);

        Assert.Equal(HealthState.Green, (await desk.AccountAsync()).Health);
    }

    [Fact]
    public async Task Two_processes_follow_an_account_one_at_a_time()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var (at, most) = (0, 0);
        desk.Channel.Follow = async (following, cancel) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref at));
            await following.WellAsync();
            await Task.Delay(Timeout.Infinite, cancel);
        };

        desk.Start();
        desk.Start();
        await Eventually.IsTrueAsync(() => at == 1);
        foreach (var _ in Enumerable.Range(0, 60))
        {
            desk.Store.Clock.Advance(Second);
            await Eventually.PauseAsync();
        }

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task How_long_a_text_the_accounts_server_takes_is_known_with_how_it_does()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        desk.Channel.Follow = async (following, cancel) =>
        {
            following.Takes(968);
            await following.WellAsync();
            await Task.Delay(Timeout.Infinite, cancel);
        };
        desk.Start();
        await Eventually.IsTrueAsync(async () => (await desk.AccountAsync()).Health == HealthState.Green);

        Assert.Equal(968, (await desk.AccountAsync()).TextLimit);
    }

    private sealed class Desk : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly List<Task> _running = [];

        private Desk(Store store, TestBus bus) => (Store, Bus) = (store, bus);

        public Store Store { get; }

        public TestBus Bus { get; }

        public FakeChannel Channel { get; } = new();

        public static async Task<Desk> OpenAsync(string database) => new(await Store.OpenAsync(database), await TestBus.StartAsync());

        /// <summary>Another process that wants to follow the account.</summary>
        public void Start()
        {
            var leases = new Leases(Store.Database, Store.Clock);
            var parts = new FollowerParts(
                leases, Store.Accounts, new(leases, Store.Clock, NullLogger<ProcessLease>.Instance),
                new(new Intake(Store.Database, Store.Clock), new(Store.Database), Store.Clock) { Touched = new(Store.Database), Wanted = new(Store.Database), Accounts = Store.Accounts }, new(Bus.Bus, NullLogger<HealthAnnouncer>.Instance));
            var account = new ConnectedAccount(new(Store.AccountId, "test", "Test", new Dictionary<string, string>(), HealthState.Unknown, null, null), new Dictionary<string, string>());
            _running.Add(new AccountFollower(parts, Channel, account, NullLogger.Instance).RunAsync(_stop.Token));
        }

        public async Task<Account> AccountAsync() => (await Store.Accounts.FindAsync(Store.AccountId, TestContext.Current.CancellationToken))!;

        public Task IsAsync(HealthState state, string reason) =>
            Eventually.IsTrueAsync(async () => await AccountAsync() is var a && (a.Health, a.HealthReason) == (state, reason));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAny(Task.WhenAll(_running));
            await Bus.DisposeAsync();
            await Store.DisposeAsync();
            _stop.Dispose();
        }
    }
}
