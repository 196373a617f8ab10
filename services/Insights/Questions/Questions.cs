namespace Inbox.Insights;

/// <summary>The report of questions answered: which share of asks had an answer within a time.</summary>
public sealed class Questions
{
    private readonly ReceivedAsks _asks;

    internal Questions(ReceivedAsks asks) => _asks = asks;

    /// <summary>One row for each group, the most asks first; groups without asks are not there.</summary>
    /// <param name="period">The asks received in it.</param>
    /// <param name="accounts">The accounts that may be counted.</param>
    /// <param name="grouping">By what.</param>
    /// <param name="within">The time.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<QuestionsAnswered>> RunAsync(Period period, IReadOnlyCollection<string> accounts, AskGrouping grouping, TimeSpan within, CancellationToken cancel) =>
        Of(await _asks.InAsync(period, accounts, cancel), period.Zone, grouping, within, _asks.Now);

    internal static IReadOnlyList<QuestionsAnswered> Of(IReadOnlyList<ReceivedAsk> asks, TimeZoneInfo zone, AskGrouping grouping, TimeSpan within, long now) =>
        [.. grouping.Groups(asks, zone).Select(g => QuestionsAnswered.Of(g.Key, [.. g], (long)within.TotalMilliseconds, now))];
}
