using System.Globalization;

namespace Inbox.Insights;

/// <summary>By what asks are counted.</summary>
public sealed class AskGrouping
{
    private static readonly Dictionary<string, AskGrouping> ByName = new()
    {
        ["none"] = new((_, _) => null),
        ["account"] = new((a, _) => a.AccountId),
        ["channel"] = new((a, _) => a.Channel),
        ["staff"] = new((a, _) => a.AnsweredBy),
        ["owner"] = new((a, _) => a.Owner),
        ["nature"] = new((a, _) => a.Nature),
        ["hour"] = new((a, zone) => Local(a, zone).ToString("HH", CultureInfo.InvariantCulture)),
        ["weekday"] = new((a, zone) => Local(a, zone).DayOfWeek is var day ? (day == DayOfWeek.Sunday ? 7 : (int)day).ToString(CultureInfo.InvariantCulture) : null),
        ["day"] = new((a, zone) => Local(a, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ["week"] = new((a, zone) => Local(a, zone).Date is var date ? $"{ISOWeek.GetYear(date):d4}-W{ISOWeek.GetWeekOfYear(date):d2}" : null),
        ["month"] = new((a, zone) => Local(a, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture)),
    };

    private readonly Func<ReceivedAsk, TimeZoneInfo, string?> _key;

    private AskGrouping(Func<ReceivedAsk, TimeZoneInfo, string?> key) => _key = key;

    /// <summary>The names of all groupings.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>A grouping by its name, or null.</summary>
    public static AskGrouping? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The groups, the largest first.</summary>
    internal IEnumerable<IGrouping<string?, ReceivedAsk>> Groups(IEnumerable<ReceivedAsk> asks, TimeZoneInfo zone) =>
        asks.GroupBy(a => _key(a, zone)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);

    private static DateTimeOffset Local(ReceivedAsk ask, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ask.AskedAt), zone);
}
