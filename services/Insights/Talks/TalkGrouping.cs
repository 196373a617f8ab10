namespace Inbox.Insights;

/// <summary>By what conversations are counted.</summary>
internal static class TalkGrouping
{
    private static readonly Dictionary<string, Func<TalkLabels, string?>> ByName = new()
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

    public static Func<TalkLabels, string?> Find(string groupBy) => ByName[groupBy];

    public static string? Key(Talk talk, string groupBy) => ByName[groupBy](talk.Labels);
}
