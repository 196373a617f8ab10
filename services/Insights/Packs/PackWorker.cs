using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Insights;

/// <summary>Keeps packs close to what stands, beside everything else: it rests nineteen times as long as it works, a twentieth of one core, and a minute while much comes in. When it is behind, reports read rows and are slower, never wrong.</summary>
internal sealed class PackWorker(PackWriter writer, Rush rush, TimeProvider clock, ILogger<PackWorker> log) : BackgroundService
{
    /// <summary>So many at a time that a pack of new conversations is written once and not for each of them.</summary>
    private const int Most = 200;

    private static readonly TimeSpan InRush = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await rush.WaitAsync(InRush, stoppingToken);
            var began = clock.GetTimestamp();
            var rest = BetweenLooks;
            try
            {
                if (await writer.RunAsync(Most, stoppingToken) == Most)
                    rest = 19 * clock.GetElapsedTime(began);
            }
#pragma warning disable CA1031 // The database may be away for a while; packs can wait, and nothing else is to feel it.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "Reports read rows meanwhile: what changed could not be packed");
            }
            await Task.Delay(rest, clock, stoppingToken);
        }
    }
}
