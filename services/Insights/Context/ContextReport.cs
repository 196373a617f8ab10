namespace Inbox.Insights;

/// <summary>The report of what is known of conversations, and of how good suggestions are.</summary>
public sealed class ContextReport
{
    private readonly PackBook _packs;

    internal ContextReport(PackBook packs) => _packs = packs;

    /// <summary>By what its rows can be counted.</summary>
    public static IReadOnlyList<string> Groupings { get; } = [ReportScope.Everything, "account", "channel", "nature", LikelyNature];

    /// <summary>The nature that staff say, and where they say none the one that is suggested.</summary>
    internal const string LikelyNature = "likelyNature";

    /// <summary>One row for each group, the largest first.</summary>
    public async Task<IReadOnlyList<ContextKnown>> RunAsync(ReportScope scope, CancellationToken cancel)
    {
        var groups = new TalkGroups<ContextGroup>(By(scope.GroupBy), () => new());
        await InAsync(scope, (known, _, _) => groups.Of(known.LabelsBy(scope.GroupBy)).Add(known), cancel);
        return Rows(groups);
    }

    /// <summary>Of what a row's conversations can be listed: those of which staff said all four fields, one of them, or an outcome; and those where staff kept what was suggested of a field (of any: <c>allKept</c>).</summary>
    public static IReadOnlyList<string> Parts { get; } = ["all", "who", "why", "topic", "nature", "outcome", "allKept", "whoKept", "whyKept", "natureKept", "sentimentKept", "languageKept"];

    /// <summary>The conversations that a row counts.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all conversations.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, CancellationToken cancel)
    {
        var (by, behind) = (TalkGrouping.Find(By(scope.GroupBy)), new List<Behind>());
        await InAsync(scope, (known, pack, talk) =>
        {
            if (Counts(known, part) && by(known.LabelsBy(scope.GroupBy)) == key)
                behind.Add(new(pack.Ids[talk], known.BeganAt));
        }, cancel);
        return Behind.Of(behind);
    }

    internal static IReadOnlyList<ContextKnown> Of(IReadOnlyList<KnownOf> conversations, string groupBy)
    {
        var groups = new TalkGroups<ContextGroup>(By(groupBy), () => new());
        foreach (var known in conversations)
            groups.Of(known.LabelsBy(groupBy)).Add(known);
        return Rows(groups);
    }

    private static bool Counts(KnownOf known, string? part) => part switch
    {
        "all" => known.HasAllFour,
        "who" => known.Who is not null,
        "why" => known.Why is not null,
        "topic" => known.Topic is not null,
        "nature" => known.Nature is not null,
        "outcome" => known.Outcome is not null,
        "allKept" => known.WhoReview == Review.Kept || known.WhyReview == Review.Kept || known.NatureReview == Review.Kept,
        "whoKept" => known.WhoReview == Review.Kept,
        "whyKept" => known.WhyReview == Review.Kept,
        "natureKept" => known.NatureReview == Review.Kept,
        "sentimentKept" => known.Sentiment == Review.Kept,
        "languageKept" => known.Language == Review.Kept,
        _ => true,
    };

    private static string By(string groupBy) => groupBy == LikelyNature ? "nature" : groupBy;

    private static IReadOnlyList<ContextKnown> Rows(TalkGroups<ContextGroup> groups) =>
        [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];

    /// <summary>Looks at those that began in the period, one after the other.</summary>
    private async Task InAsync(ReportScope scope, Action<KnownOf, Pack, int> look, CancellationToken cancel)
    {
        var known = new KnownOf { Id = "", AccountId = "", Channel = "" };
        foreach (var view in await _packs.ReadAsync(scope.Accounts, scope.Period.Start, scope.Period.End, cancel))
            for (var talk = 0; talk < view.Count; talk++)
                if (view.Has(talk) && view.Pack.Talks[talk].BeganAt is var began && began != PackedAsk.Never && scope.Period.Has(began))
                {
                    known.Become(view.Pack, talk);
                    look(known, view.Pack, talk);
                }
    }
}
