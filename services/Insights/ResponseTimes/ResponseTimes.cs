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
        var both = withBefore ? scope with { Period = scope.Period with { From = scope.Period.Before.From } } : scope;
        return Of(await _asks.ReadAsync(both, cancel), scope, _asks.Now);
    }

    /// <summary>The conversations whose asks a row counts.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.BehindAsync(scope, key, cancel);

    /// <summary>Those of them in which a target was missed.</summary>
    public Task<IReadOnlyList<Behind>> MissedAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.MissedAsync(scope, key, cancel);

    /// <param name="asks">Those of the period, and those of the time before it where that is asked for.</param>
    /// <param name="scope">The period.</param>
    /// <param name="now">What time it is.</param>
    internal static IReadOnlyList<TimeToAnswer> Of(ScopedAsks asks, ReportScope scope, long now)
    {
        var (from, earlier, round) = (scope.Period.Start, Groups(scope with { Period = scope.Period.Before }, now), new WaitRound(asks.Order));
        var groups = Groups(scope, now);
        asks.Look([groups, earlier], (view, talk, place, in ask, waited) =>
        {
            var isEarlier = ask.AskedAt < from;
            var cell = (isEarlier ? earlier : groups).Of(view.Pack.Talks[talk], ask);
            foreach (var group in cell.Groups)
                group.Add(view, talk, ask, waited);
            if (ask.IsAnswered)
                round.Add(view, place, ask, 2 * cell.Number + (isEarlier ? 1 : 0), cell.Groups);
        });
        Tell(round, [groups, earlier]);
        var before = Rows(earlier).ToLookup(r => r.Key);
        return [.. Rows(groups).Select(r => r with { Before = before[r.Key].Select(EarlierTimes.Of).FirstOrDefault() })];
    }

    internal static IReadOnlyList<TimeToAnswer> Of(IReadOnlyList<ReceivedAsk> asks, ReportScope scope, long now)
    {
        var (groups, round) = (Groups(scope, now), new WaitRound(AskOrder.None));
        foreach (var ask in asks)
        {
            var (cell, packed) = (groups.Of(ask), PackedAsk.Of(ask));
            foreach (var group in cell.Groups)
                group.Add(ask, packed);
            if (ask.IsAnswered)
                round.Add(packed, cell.Number, cell.Groups);
        }
        Tell(round, [groups]);
        return Rows(groups);
    }

    private static void Tell(WaitRound round, IReadOnlyList<AskGroups<Waits>> groups)
    {
        foreach (var (_, group) in groups.SelectMany(g => g.All))
            group.Begin();
        round.Tell();
    }

    private static AskGroups<Waits> Groups(ReportScope scope, long now) => new(scope, _ => new(now));

    private static IReadOnlyList<TimeToAnswer> Rows(AskGroups<Waits> groups) =>
        [.. groups.All.OrderByDescending(g => g.Group.N).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Group.Row(g.Key))];
}
