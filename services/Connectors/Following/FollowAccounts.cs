using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Keeps a follower running for every account that can be followed; looks again when an account changed, and every half minute in case nobody said so.</summary>
internal sealed class FollowAccounts(ConnectedAccounts accounts, ChannelList channels, FollowerParts parts, ILogger<FollowAccounts> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, Running> _running = [];

    /// <summary>An account changed: look now.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await NudgedAsync(stoppingToken);
            }
        }
        finally
        {
            foreach (var running in _running.Values)
                await running.StopAsync();
        }
    }

    /// <summary>Waits for a nudge, and no longer than it takes until it is time to look anyway. Nothing is left waiting that could take the next nudge.</summary>
    private async Task NudgedAsync(CancellationToken stop)
    {
        using var time = new CancellationTokenSource(Every, parts.Following.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, time.Token);
        try
        {
            await _nudges.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    /// <summary>Starts, restarts and stops followers so that they match the accounts.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            var wanted = (await accounts.ConnectAllAsync(stop))
                .Where(a => channels.Find(a.Account.Channel)?.CanFollow(a) == true)
                .ToDictionary(a => a.Account.Id);
            foreach (var id in _running.Keys.Where(id => !wanted.TryGetValue(id, out var a) || Fingerprint(a) != _running[id].Fingerprint).ToList())
            {
                await _running[id].StopAsync();
                _running.Remove(id);
            }
            foreach (var (id, account) in wanted.Where(w => !_running.ContainsKey(w.Key)))
                _running[id] = Running.Start(new(parts, channels.Find(account.Account.Channel)!, account, log), Fingerprint(account), stop);
        }
        catch (System.Data.Common.DbException e)
        {
            log.LogWarning(e, "The accounts could not be read; next try in {Seconds} s", Every.TotalSeconds);
        }
    }

    private static string Fingerprint(ConnectedAccount a) =>
        string.Join('\n', a.Account.Settings.Concat(a.Secrets).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"));

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
