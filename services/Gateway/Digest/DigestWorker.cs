using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>Looks every few minutes whether somebody's Monday has come.</summary>
internal sealed class DigestWorker(DigestRound round, TimeProvider clock, ILogger<DigestWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await round.RunAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The next look tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "Weekly digests could not be sent; they are tried again");
            }
    }
}
