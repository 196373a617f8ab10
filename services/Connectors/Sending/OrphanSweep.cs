using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Looks every few seconds for replies whose process died while it held them.</summary>
internal sealed class OrphanSweep(ReplySender sender, TimeProvider clock, ILogger<OrphanSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await sender.SettleOrphansAsync(stoppingToken);
            }
            catch (System.Data.Common.DbException e)
            {
                log.LogWarning(e, "Looking for replies that were left behind failed; next try in {Seconds} s", Every.TotalSeconds);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
