namespace Inbox.Insights;

/// <summary>The report of response times.</summary>
public sealed class ResponseTimes
{
    private readonly ReceivedAsks _asks;

    internal ResponseTimes(ReceivedAsks asks) => _asks = asks;

    /// <summary>One row for each group, the most asks first; groups without asks are not there.</summary>
    /// <param name="period">The asks received in it.</param>
    /// <param name="accounts">The accounts that may be counted.</param>
    /// <param name="grouping">By what.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<TimeToAnswer>> RunAsync(Period period, IReadOnlyCollection<string> accounts, AskGrouping grouping, CancellationToken cancel) =>
        Of(await _asks.InAsync(period, accounts, cancel), period.Zone, grouping, _asks.Now);

    internal static IReadOnlyList<TimeToAnswer> Of(IReadOnlyList<ReceivedAsk> asks, TimeZoneInfo zone, AskGrouping grouping, long now) =>
        [.. grouping.Groups(asks, zone).Select(g => TimeToAnswer.Of(g.Key, [.. g], now))];
}
