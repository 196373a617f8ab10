using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Work that comes round until the process stops. A round that fails is logged and comes again: a database that is away for a minute must not end the process.</summary>
internal static class Rounds
{
    /// <param name="what">What a round does, as the beginning of a sentence for the log.</param>
    /// <param name="round">One round; how long to wait for the next.</param>
    /// <param name="afterFailure">How long to wait after one that failed.</param>
    /// <param name="clock">The clock of the waits.</param>
    /// <param name="log">Where failures go.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RunAsync(
        string what, Func<CancellationToken, Task<TimeSpan>> round, TimeSpan afterFailure, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        while (true)
        {
            var wait = afterFailure;
            try
            {
                wait = await round(stop);
            }
#pragma warning disable CA1031 // Whatever it was, the next round may go well.
            catch (Exception e) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "{What} failed; next try in {Seconds} s", what, afterFailure.TotalSeconds);
            }
            await Task.Delay(wait, clock, stop);
        }
    }

    /// <summary>Does something until it has worked once; gives up only when the process stops.</summary>
    public static async Task UntilItWorksAsync(string what, Func<Task> work, TimeSpan afterFailure, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
#pragma warning disable CA1031 // Whatever it was, the next try may go well.
            catch (Exception e)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "{What} failed; next try in {Seconds} s", what, afterFailure.TotalSeconds);
            }
            await Task.Delay(afterFailure, clock, stop);
        }
    }
}
