namespace Inbox.Insights;

/// <summary>The report of questions answered: which share of asks had an answer within a time.</summary>
public sealed class Questions
{
    private readonly ReceivedAsks _asks;

    internal Questions(ReceivedAsks asks) => _asks = asks;

    /// <summary>One row for each group, the most asks first; groups without asks are not there.</summary>
    /// <param name="scope">The asks received in its period.</param>
    /// <param name="within">The time.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<QuestionsAnswered>> RunAsync(ReportScope scope, TimeSpan within, CancellationToken cancel) =>
        Of(await _asks.InAsync(scope, cancel), scope, within, _asks.Now);

    /// <summary>The conversations whose asks a row counts.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.BehindAsync(scope, key, cancel);

    internal static IReadOnlyList<QuestionsAnswered> Of(IReadOnlyList<ReceivedAsk> asks, ReportScope scope, TimeSpan within, long now) =>
        [.. AskGrouping.Find(scope.GroupBy).Groups(asks, scope.Period).Select(g => QuestionsAnswered.Of(g.Key, g.Asks, (long)within.TotalMilliseconds, now))];
}
