namespace Inbox.Insights;

/// <summary>The report of response times.</summary>
public sealed class ResponseTimes
{
    private readonly ReceivedAsks _asks;

    internal ResponseTimes(ReceivedAsks asks) => _asks = asks;

    /// <summary>One row for each group, the most asks first; groups without asks are not there, unless somebody waits who asked earlier.</summary>
    /// <param name="scope">The asks received in its period.</param>
    /// <param name="withBefore">Whether the period before stands beside each row.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<TimeToAnswer>> RunAsync(ReportScope scope, bool withBefore, CancellationToken cancel)
    {
        var both = withBefore ? scope with { Period = scope.Period with { From = scope.Period.Before.From } } : scope;
        return Of(await _asks.ReadWaitingAsync(both, cancel), scope, _asks.Now);
    }

    /// <summary>Of what a row's conversations can be listed: asks that wait now whenever they were received before the period's end, those that were answered in their target, and those that missed it.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["waiting", "met", "missed"];

    /// <summary>The conversations whose asks a row counts.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, CancellationToken cancel) => part switch
    {
        "waiting" => _asks.WaitingAsync(scope, key, cancel),
        "met" => _asks.BehindAsync(scope, key, (_, in ask) => Misses.IsMet(ask), cancel),
        "missed" => _asks.BehindAsync(scope, key, (_, in ask) => Misses.IsMissed(ask, _asks.Now), cancel),
        _ => _asks.BehindAsync(scope, key, (_, in _) => true, cancel),
    };

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
        },
        (view, talk, _, in ask, _) =>
        {
            if (groups.CountsWaiting(ask))
                foreach (var group in groups.Of(view.Pack.Talks[talk], ask).Groups)
                    group.Wait(ask);
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
            {
                group.Add(ask, packed);
                if (ask.IsWaiting)
                    group.Wait(packed);
            }
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
