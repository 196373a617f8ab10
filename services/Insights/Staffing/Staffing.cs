namespace Inbox.Insights;

/// <summary>The heat map of asks against answers, hour by weekday: when people ask, and when somebody is there.</summary>
public sealed class Staffing
{
    private readonly ReceivedAsks _asks;

    internal Staffing(ReceivedAsks asks) => _asks = asks;

    /// <summary>168 rows, Monday midnight first, also where nothing happened.</summary>
    public async Task<IReadOnlyList<StaffingHour>> RunAsync(ReportScope scope, CancellationToken cancel)
    {
        StaffingCount? count = null;
        await _asks.HandledInAsync(scope, answers =>
        {
            var all = count = new StaffingCount(scope.Period, answers);
            return (view, _, place, in ask, _) => all.Add(view, place, ask);
        }, cancel);
        return count!.Rows();
    }

    /// <summary>Of what an hour's conversations can be listed: those that asked, and those that were answered.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["asked", "answered"];

    /// <summary>The conversations that asked or were answered in an hour of a weekday.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The hour.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for both.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, CancellationToken cancel)
    {
        var behind = new List<Behind>();
        await _asks.HandledInAsync(scope, answers =>
        {
            var count = new StaffingCount(scope.Period, answers);
            return (view, talk, place, in ask, _) =>
            {
                var (asked, answered) = count.Add(view, place, ask);
                if (part is not "answered" && asked is { } a && StaffingCount.Key(a) == key)
                    behind.Add(new(view.Pack.Ids[talk], ask.AskedAt));
                if (part is not "asked" && answered is { } b && StaffingCount.Key(b) == key)
                    behind.Add(new(view.Pack.Ids[talk], ask.AnsweredAt));
            };
        }, cancel);
        return Behind.Of(behind);
    }

    internal static IReadOnlyList<StaffingHour> Of(IReadOnlyList<ReceivedAsk> asks, Period period)
    {
        var count = new StaffingCount(period, new(AskOrder.None, []));
        foreach (var ask in asks)
            count.Add(PackedAsk.Of(ask));
        return count.Rows();
    }
}
