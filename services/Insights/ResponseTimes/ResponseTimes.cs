namespace Inbox.Insights;

/// <summary>The report of response times.</summary>
public sealed class ResponseTimes
{
    private readonly ReceivedAsks _asks;

    internal ResponseTimes(ReceivedAsks asks) => _asks = asks;

    /// <summary>One row for each group, the most asks first; groups without asks are not there.</summary>
    /// <param name="scope">The asks received in its period.</param>
    /// <param name="withBefore">Whether the period before stands beside each row.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<TimeToAnswer>> RunAsync(ReportScope scope, bool withBefore, CancellationToken cancel)
    {
        var rows = Of(await _asks.InAsync(scope, cancel), scope, _asks.Now);
        if (!withBefore)
            return rows;
        var earlier = scope with { Period = scope.Period.Before };
        var before = Of(await _asks.InAsync(earlier, cancel), earlier, _asks.Now).ToLookup(r => r.Key);
        return [.. rows.Select(r => r with { Before = before[r.Key].Select(EarlierTimes.Of).FirstOrDefault() })];
    }

    /// <summary>The conversations whose asks a row counts.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.BehindAsync(scope, key, cancel);

    /// <summary>Those of them in which a target was missed.</summary>
    public Task<IReadOnlyList<Behind>> MissedAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.MissedAsync(scope, key, cancel);

    internal static IReadOnlyList<TimeToAnswer> Of(IReadOnlyList<ReceivedAsk> asks, ReportScope scope, long now) =>
        [.. AskGrouping.Find(scope.GroupBy).Groups(asks, scope.Period).Select(g => TimeToAnswer.Of(g.Key, g.Asks, now))];
}
