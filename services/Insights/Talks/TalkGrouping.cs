namespace Inbox.Insights;

/// <summary>By what conversations are counted.</summary>
internal static class TalkGrouping
{
    private static readonly Dictionary<string, Func<Talk, string?>> ByName = new()
    {
        [ReportScope.Everything] = _ => null,
        ["account"] = t => t.AccountId,
        ["channel"] = t => t.Channel,
        ["nature"] = t => t.Nature,
        ["who"] = t => t.Who,
        ["why"] = t => t.Why,
        ["outcome"] = t => t.Outcome,
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>By what people are counted, who have conversations of many natures.</summary>
    public static IReadOnlyCollection<string> OfPeople { get; } = [ReportScope.Everything, "account", "channel"];

    public static string? Key(Talk talk, string groupBy) => ByName[groupBy](talk);

    /// <summary>The groups, the largest first.</summary>
    public static IEnumerable<(string? Key, List<Talk> Talks)> Groups(IEnumerable<Talk> talks, string groupBy) =>
        talks.GroupBy(ByName[groupBy]).Select(g => (g.Key, g.ToList())).OrderByDescending(g => g.Item2.Count).ThenBy(g => g.Key, StringComparer.Ordinal);
}
