using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>
/// Looks at accounts that nobody follows: whether replies would arrive, before one is written in vain, and whether those that turned red (<see cref="SendingHealth"/>) are well again, for red locks
/// the composer, so that no reply would ever find out. Once in vain is a hiccup; the second time in a row is red, within the minute.
/// </summary>
internal sealed class SendingProbe(ConnectedAccounts connected, ChannelList channels, Accounts accounts, HealthAnnouncer announcer, TimeProvider clock, ILogger<SendingProbe> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20), WhenInDoubt = TimeSpan.FromSeconds(10);
    private HashSet<string> _doubted = [];

    /// <summary>One look at each of them.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var looks = from account in await connected.ConnectAllAsync(cancel)
                    let probe = Probe(account)
                    where probe is not null
                    select ReasonAsync(account, probe, cancel);
        var doubted = new HashSet<string>();
        foreach (var (account, reason) in await Task.WhenAll(looks)) // side by side: one that keeps silent makes nobody else wait
            if (account.Health == HealthState.Red || reason is not null && _doubted.Contains(account.Id))
                await SayAsync(account.Id, reason, cancel);
            else if (reason is not null)
                doubted.Add(account.Id);
        _doubted = doubted;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync("Looking whether replies would arrive", RoundAsync, Every, clock, log, stoppingToken);

    /// <summary>Until the next look, counted from where this one began: one that waits for a receiver that says nothing makes no minute longer.</summary>
    internal async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        await LookAsync(stop);
        var pause = (_doubted.Count > 0 ? WhenInDoubt : Every) - clock.GetElapsedTime(began);
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    private IProbe? Probe(ConnectedAccount account) =>
        channels.Find(account.Account.Channel) is IChannel channel and IProbe probe && !channel.CanFollow(account)
            && (account.Account.Health == HealthState.Red || channel.Description.AnswersNeed is not { } key || account[key] is not null) ? probe : null;

    private static async Task<(Account Account, string? Reason)> ReasonAsync(ConnectedAccount account, IProbe probe, CancellationToken cancel) => (account.Account, await probe.ProbeAsync(account, cancel));

    private async Task SayAsync(string account, string? reason, CancellationToken cancel)
    {
        var state = reason is null ? HealthState.Green : HealthState.Red;
        if (await accounts.SetHealthAsync(account, state, reason, cancel))
            announcer.Announce(new(account, state, reason));
    }
}
