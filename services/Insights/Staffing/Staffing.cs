using System.Globalization;

namespace Inbox.Insights;

/// <summary>The heat map of asks against answers, hour by weekday: when people ask, and when somebody is there.</summary>
public sealed class Staffing
{
    private const int Hours = 24;
    private readonly ReceivedAsks _asks;

    internal Staffing(ReceivedAsks asks) => _asks = asks;

    /// <summary>168 rows, Monday midnight first, also where nothing happened.</summary>
    public async Task<IReadOnlyList<StaffingHour>> RunAsync(ReportScope scope, CancellationToken cancel) => Of(await _asks.HandledInAsync(scope, cancel), scope.Period);

    /// <summary>The conversations that asked or were answered in an hour of a weekday.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel)
    {
        var asks = await _asks.HandledInAsync(scope, cancel);
        return Behind.Of(Asked(asks, scope.Period).Concat(Answered(asks, scope.Period)).Where(m => Key(Slot(m.At, scope.Period)) == key));
    }

    internal static IReadOnlyList<StaffingHour> Of(IReadOnlyList<ReceivedAsk> asks, Period period)
    {
        var (asked, answered, times) = (new int[7 * Hours], new int[7 * Hours], Times(period));
        foreach (var m in Asked(asks, period))
            asked[Slot(m.At, period)]++;
        foreach (var m in Answered(asks, period))
            answered[Slot(m.At, period)]++;
        return
        [
            .. Enumerable.Range(0, 7 * Hours).Select(s => new StaffingHour
            {
                Key = Key(s), Weekday = s / Hours + 1, Hour = s % Hours, N = asked[s] + answered[s], Times = times[s], Asks = asked[s], Answers = answered[s],
            }),
        ];
    }

    private static IEnumerable<Behind> Asked(IEnumerable<ReceivedAsk> asks, Period period) =>
        asks.Where(a => period.Has(a.AskedAt)).Select(a => new Behind(a.ConversationId, a.AskedAt));

    private static IEnumerable<Behind> Answered(IEnumerable<ReceivedAsk> asks, Period period) =>
        asks.Where(a => a.AnsweredAt is { } at && period.Has(at)).DistinctBy(a => a.AnswerId ?? a.Id).Select(a => new Behind(a.ConversationId, a.AnsweredAt!.Value));

    /// <summary>A clock change gives an hour twice or not at all.</summary>
    private static int[] Times(Period period)
    {
        var times = new int[7 * Hours];
        const long Quarter = 15 * 60_000L;
        for (var at = (period.Start + Quarter - 1) / Quarter * Quarter; at < period.End; at += Quarter)
            if (period.Local(at).Minute == 0)
                times[Slot(at, period)]++;
        return times;
    }

    private static int Slot(long at, Period period) => (period.Weekday(at) - 1) * Hours + period.Local(at).Hour;

    private static string Key(int slot) => string.Create(CultureInfo.InvariantCulture, $"{slot / Hours + 1}-{slot % Hours:00}");
}
