namespace Inbox.Insights;

/// <summary>The heat map of asks against answers, hour by weekday: when people ask, and when somebody is there.</summary>
public sealed class Staffing
{
    private readonly ReceivedAsks _asks;

    internal Staffing(ReceivedAsks asks) => _asks = asks;

    /// <summary>168 rows, Monday midnight first, also where nothing happened.</summary>
    public async Task<IReadOnlyList<StaffingHour>> RunAsync(ReportScope scope, CancellationToken cancel)
    {
        var count = new StaffingCount(scope.Period);
        await _asks.HandledInAsync(scope, (_, _, in ask, _) => count.Add(ask), cancel);
        return count.Rows();
    }

    /// <summary>The conversations that asked or were answered in an hour of a weekday.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel)
    {
        var (count, behind) = (new StaffingCount(scope.Period), new List<Behind>());
        await _asks.HandledInAsync(scope, (view, talk, in ask, _) =>
        {
            var (asked, answered) = count.Add(ask);
            if (asked is { } a && StaffingCount.Key(a) == key)
                behind.Add(new(view.Pack.Ids[talk], ask.AskedAt));
            if (answered is { } b && StaffingCount.Key(b) == key)
                behind.Add(new(view.Pack.Ids[talk], ask.AnsweredAt));
        }, cancel);
        return Behind.Of(behind);
    }

    internal static IReadOnlyList<StaffingHour> Of(IReadOnlyList<ReceivedAsk> asks, Period period)
    {
        var count = new StaffingCount(period);
        foreach (var ask in asks)
            count.Add(PackedAsk.Of(ask));
        return count.Rows();
    }
}
