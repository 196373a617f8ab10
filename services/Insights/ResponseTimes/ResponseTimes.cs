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
        var rows = await RowsAsync(scope, cancel);
        if (!withBefore)
            return rows;
        var earlier = scope with { Period = scope.Period.Before };
        var before = (await RowsAsync(earlier, cancel)).ToLookup(r => r.Key);
        return [.. rows.Select(r => r with { Before = before[r.Key].Select(EarlierTimes.Of).FirstOrDefault() })];
    }

    /// <summary>The conversations whose asks a row counts.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.BehindAsync(scope, key, cancel);

    /// <summary>Those of them in which a target was missed.</summary>
    public Task<IReadOnlyList<Behind>> MissedAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.MissedAsync(scope, key, cancel);

    internal static IReadOnlyList<TimeToAnswer> Of(IReadOnlyList<ReceivedAsk> asks, ReportScope scope, long now)
    {
        var groups = Groups(scope, now);
        foreach (var ask in asks)
            foreach (var group in groups.Of(ask))
                group.Add(ask);
        return Rows(groups);
    }

    private async Task<IReadOnlyList<TimeToAnswer>> RowsAsync(ReportScope scope, CancellationToken cancel)
    {
        var groups = Groups(scope, _asks.Now);
        await _asks.InAsync(scope, groups, (view, talk, in ask, waited) =>
        {
            foreach (var group in groups.Of(view.Pack.Talks[talk], ask))
                group.Add(view, talk, ask, waited);
        }, cancel);
        return Rows(groups);
    }

    private static AskGroups<Waits> Groups(ReportScope scope, long now) => new(scope, _ => new(now));

    private static IReadOnlyList<TimeToAnswer> Rows(AskGroups<Waits> groups) =>
        [.. groups.All.OrderByDescending(g => g.Group.N).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Group.Row(g.Key))];
}
