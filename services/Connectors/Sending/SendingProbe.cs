using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>
/// Looks whether accounts that turned red by a reply (<see cref="SendingHealth"/>) are well again: red locks the composer, so no reply would ever find out.
/// </summary>
internal sealed class SendingProbe(ConnectedAccounts connected, ChannelList channels, Accounts accounts, HealthAnnouncer announcer, TimeProvider clock, ILogger<SendingProbe> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    /// <summary>One look at each of them.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        foreach (var account in (await connected.ConnectAllAsync(cancel)).Where(a => a.Account.Health == HealthState.Red))
            if (channels.Find(account.Account.Channel) is IChannel channel and IProbe probe && !channel.CanFollow(account))
            {
                var reason = await probe.ProbeAsync(account, cancel);
                var state = reason is null ? HealthState.Green : HealthState.Red;
                if (await accounts.SetHealthAsync(account.Account.Id, state, reason, cancel))
                    announcer.Announce(new(account.Account.Id, state, reason));
            }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync("Looking whether red accounts are well again", RoundAsync, Every, clock, log, stoppingToken);

    private async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        await LookAsync(stop);
        return Every;
    }
}
