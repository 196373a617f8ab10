using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>
/// Publishes again what stayed in intake: after a crash, a wiped broker, a dropped publish, or because another process (an import) wrote it. Together with
/// the removal of the row in the transaction that holds its effect, this is why nothing accepted is ever lost.
/// </summary>
internal sealed class IntakeSweep(PendingEvents pending, IntakePublisher publisher, InFlight inFlight, TimeProvider clock, ILogger<IntakeSweep> log) : BackgroundService
{
    private const int Page = 500;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (System.Data.Common.DbException e)
            {
                log.LogWarning(e, "The sweep could not read intake; next try in {Seconds} s", Every.TotalSeconds);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One round over all that is old enough.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        inFlight.Forget();
        var after = "";
        while (true)
        {
            var page = await pending.ListAsync(Age, after, Page, cancel);
            publisher.Post(page.Where(p => !inFlight.Holds(p.Event.EventId)).Select(p => p.Event));
            if (page.Count < Page)
                return;
            after = page[^1].Event.EventId;
        }
    }
}
