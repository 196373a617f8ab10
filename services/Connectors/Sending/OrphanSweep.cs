using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Looks every few seconds for replies whose process died while it held them.</summary>
internal sealed class OrphanSweep(ReplySender sender, TimeProvider clock, ILogger<OrphanSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync("Looking for replies that were left behind", RoundAsync, Every, clock, log, stoppingToken);

    private async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        await sender.SettleOrphansAsync(stop);
        return Every;
    }
}
