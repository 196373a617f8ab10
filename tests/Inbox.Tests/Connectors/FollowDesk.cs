using System.Collections.Concurrent;
using Inbox.Connectors;
using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors;

/// <summary>A store with one account of a channel, and what following it brings.</summary>
internal sealed class FollowDesk : IAsyncDisposable
{
    private readonly Store _store;
    private readonly Intake _intake;
    private readonly Lease _lease;

    private FollowDesk(Store store, Intake intake, Lease lease) => (_store, _intake, _lease) = (store, intake, lease);

    public Store Store => _store;

    public FakeClock Clock => _store.Clock;

    /// <summary>How the account was said to do, in order, without repeats.</summary>
    public ConcurrentQueue<(HealthState State, string? Reason)> Health { get; } = new();

    /// <summary>How long a text the account's server said that it takes.</summary>
    public int? TextLimit { get; private set; }

    /// <summary>When the token was said to end.</summary>
    public DateTimeOffset? TokenEnd { get; private set; }

    public static async Task<FollowDesk> OpenAsync()
    {
        var store = await Store.OpenAsync("sqlite");
        var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(Cancel);
        return new(store, intake, (await new Leases(store.Database, store.Clock).TakeAsync("follow", "me", TimeSpan.FromHours(1), Cancel))!);
    }

    public ConnectedAccount Account(string channel, IReadOnlyDictionary<string, string> settings) =>
        new(new(_store.AccountId, channel, "Test", settings, HealthState.Unknown, null, null), new Dictionary<string, string>());

    /// <summary>What an account is followed with.</summary>
    /// <param name="account">The account.</param>
    /// <param name="publicUrl">Where this installation is found.</param>
    /// <param name="said">Called whenever the channel says how it does.</param>
    public Following Following(ConnectedAccount account, Uri? publicUrl = null, Action? said = null) => new(
        account, _lease, new(_intake, new(_store.Database), _store.Clock, publicUrl is null ? null : new HookAddress(publicUrl)) { Touched = new(_store.Database), Wanted = new(_store.Database), Accounts = _store.Accounts },
        (state, reason) =>
        {
            if (Health.LastOrDefault() != (state, reason) || Health.IsEmpty)
                Health.Enqueue((state, reason));
            said?.Invoke();
            return Task.CompletedTask;
        }) { TextLimit = limit => TextLimit = limit, TokenEnd = end => TokenEnd = end };

    /// <summary>Follows for some rounds that each ended well, while the clock goes on by <paramref name="step"/>. Throws what following ends with.</summary>
    public async Task RoundsAsync(IChannel channel, ConnectedAccount account, int rounds, TimeSpan step, Uri? publicUrl = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var done = 0;
        var task = channel.FollowAsync(Following(account, publicUrl, () =>
        {
            if (++done >= rounds)
                stop.Cancel();
        }), stop.Token);
        await Clock.UntilAsync(() => Task.FromResult(task.IsCompleted), step);
        await task;
    }

    /// <summary>Follows until it is disposed.</summary>
    public IAsyncDisposable Follow(IChannel channel, ConnectedAccount account, Uri? publicUrl = null)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        return new Running(channel.FollowAsync(Following(account, publicUrl), stop.Token), stop);
    }

    public Task<string?> CursorAsync(string name) => new Cursors(_store.Database).FindAsync(_store.AccountId, name, Cancel);

    /// <summary>The messages that are durable, oldest first.</summary>
    public async Task<IReadOnlyList<MessageReceived>> MessagesAsync() => [.. (await EventsAsync()).OfType<MessageReceived>()];

    /// <summary>All events that are durable, oldest first.</summary>
    public async Task<IReadOnlyList<IChannelEvent>> EventsAsync() =>
        [.. (await new PendingEvents(_store.Database, _store.Clock).ListAsync(TimeSpan.FromDays(-1), "", 1000, Cancel)).Select(e => e.Event)];

    public async ValueTask DisposeAsync()
    {
        await _intake.StopAsync(CancellationToken.None);
        _intake.Dispose();
        await _store.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class Running(Task task, CancellationTokenSource stop) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
            stop.Dispose();
        }
    }
}
