using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>
/// Publishes again what stayed in intake: after a crash, a wiped broker, a dropped publish, or because another process (an import) wrote it. Together with
/// the removal of the row in the transaction that holds its effect, this is why nothing accepted is ever lost. Only the oldest events are looked at: as they are taken up
/// the window moves on, so a backlog of any length flows through without a burst and without being read again and again.
/// </summary>
internal sealed class IntakeSweep(Database database, PendingEvents pending, IntakePublisher publisher, InFlight inFlight, TimeProvider clock, ILogger<IntakeSweep> log) : BackgroundService
{
    /// <summary>How many events the sweep lets be on their way at once.</summary>
    public const int Window = 4_000;

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    // What this process published is in flight and left alone. Beside others, what is younger than some seconds is probably on its way from one of them.
    private readonly TimeSpan _age = database.IsServedAlone ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(5);
    private readonly TimeSpan _every = database.IsServedAlone ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync("Looking for events that stayed in intake", async stop => await SweepAsync(stop) < Window ? _every : Soon, _every, clock, log, stoppingToken);

    /// <summary>One look at the oldest; how many there were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var oldest = await pending.OldestAsync(_age, Window, cancel);
        publisher.Post([.. oldest.Where(id => !inFlight.Holds(id))]);
        return oldest.Count;
    }
}
