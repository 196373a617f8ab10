using System.Globalization;

namespace Inbox.Insights;

/// <summary>By what asks are counted.</summary>
public sealed class AskGrouping
{
    private static readonly Dictionary<string, AskGrouping> ByName = new()
    {
        [ReportScope.Everything] = One((_, _) => null),
        ["account"] = One((a, _) => a.AccountId),
        ["channel"] = One((a, _) => a.Channel),
        ["team"] = new((a, _) => a.Teams.Count == 0 ? [(string?)null] : [.. a.Teams]),
        ["staff"] = One((a, _) => a.AnsweredBy),
        ["owner"] = One((a, _) => a.Owner),
        ["nature"] = One((a, _) => a.Nature),
        ["hour"] = One((a, p) => p.Local(a.AskedAt).ToString("HH", CultureInfo.InvariantCulture)),
        ["weekday"] = One((a, p) => p.Weekday(a.AskedAt).ToString(CultureInfo.InvariantCulture)),
        ["day"] = One((a, p) => p.Local(a.AskedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ["week"] = One((a, p) => p.Week(a.AskedAt)),
        ["month"] = One((a, p) => p.Local(a.AskedAt).ToString("yyyy-MM", CultureInfo.InvariantCulture)),
    };

    private readonly Func<ReceivedAsk, Period, IReadOnlyList<string?>> _keys;

    private AskGrouping(Func<ReceivedAsk, Period, IReadOnlyList<string?>> keys) => _keys = keys;

    /// <summary>The names of all groupings.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    internal static AskGrouping Find(string name) => ByName[name];

    /// <summary>The groups, the largest first. An account of several teams counts for each of them.</summary>
    internal IReadOnlyList<(string? Key, List<ReceivedAsk> Asks)> Groups(IEnumerable<ReceivedAsk> asks, Period period)
    {
        var (groups, unknown) = (new Dictionary<string, List<ReceivedAsk>>(), new List<ReceivedAsk>());
        foreach (var ask in asks)
            foreach (var key in _keys(ask, period))
                (key is null ? unknown : groups.TryGetValue(key, out var group) ? group : groups[key] = []).Add(ask);
        return
        [
            .. groups.Select(g => ((string?)g.Key, g.Value)).Concat(unknown.Count > 0 ? [(null, unknown)] : [])
                .OrderByDescending(g => g.Item2.Count).ThenBy(g => g.Item1, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether an ask is in the group of a key.</summary>
    internal bool Has(ReceivedAsk ask, Period period, string? key) => _keys(ask, period).Contains(key);

    private static AskGrouping One(Func<ReceivedAsk, Period, string?> key) => new((ask, period) => [key(ask, period)]);
}
