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
        foreach (var red in (await accounts.ListAsync(cancel)).Where(a => a.Health == HealthState.Red))
            if (channels.Find(red.Channel) is IProbe and IChannel channel && await connected.ConnectAsync(red.Id, cancel) is { } account && !channel.CanFollow(account))
            {
                var reason = await ((IProbe)channel).ProbeAsync(account, cancel);
                var state = reason is null ? HealthState.Green : HealthState.Red;
                if (await accounts.SetHealthAsync(red.Id, state, reason, cancel))
                    announcer.Announce(new(red.Id, state, reason));
            }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync("Looking whether red accounts are well again", RoundAsync, Every, clock, log, stoppingToken);

    private async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        await LookAsync(stop);
        return Every;
    }
}
