using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Keeps a follower running for every account that can be followed; looks again when an account changed, and every half minute in case nobody said so.</summary>
internal sealed class FollowAccounts(ConnectedAccounts accounts, ChannelList channels, FollowerParts parts, ILogger<FollowAccounts> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _nudged = new(0, 1);
    private readonly Dictionary<string, Running> _running = [];

    /// <summary>An account changed: look now.</summary>
    public void Nudge()
    {
        lock (_nudged)
            if (_nudged.CurrentCount == 0)
                _nudged.Release();
    }

    public override void Dispose()
    {
        _nudged.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Rounds.RunAsync("Looking at the accounts", RoundAsync, Every / 6, parts.Following.Clock, log, stoppingToken);
        }
        finally
        {
            await Task.WhenAll(_running.Values.Select(r => r.StopAsync()));
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        await LookAsync(stop);
        using var limit = new CancellationTokenSource(Every, parts.Following.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            await _nudged.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Half a minute has passed.
        }
        return TimeSpan.Zero;
    }

    /// <summary>Starts, restarts and stops followers so that they match the accounts.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        var wanted = (await accounts.ConnectAllAsync(stop)).Where(a => channels.Find(a.Account.Channel)?.CanFollow(a) == true).ToDictionary(a => a.Account.Id);
        var over = _running.Where(r => !wanted.TryGetValue(r.Key, out var a) || r.Value.Fingerprint != a.Fingerprint).ToList();
        await Task.WhenAll(over.Select(r => r.Value.StopAsync()));
        foreach (var (id, _) in over)
            _running.Remove(id);
        foreach (var (id, account) in wanted.Where(w => !_running.ContainsKey(w.Key)))
            _running[id] = Running.Start(new(parts, channels.Find(account.Account.Channel)!, account, log), account.Fingerprint, stop);
    }

    private sealed record Running(Task Task, CancellationTokenSource Cancel, string Fingerprint)
    {
        public static Running Start(AccountFollower follower, string fingerprint, CancellationToken stop)
        {
            var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
            return new(Task.Run(() => follower.RunAsync(cancel.Token), CancellationToken.None), cancel, fingerprint);
        }

        public async Task StopAsync()
        {
            await Cancel.CancelAsync();
            await Task.WhenAny(Task);
            Cancel.Dispose();
        }
    }
}
