using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>Looks soon after the start, and then every few minutes, whether somebody's Monday has come.</summary>
internal sealed class DigestWorker(DigestRound round, TimeProvider clock, ILogger<DigestWorker> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(First, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            timer.Period = Pause;
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
}
