namespace Inbox.Insights;

/// <summary>The report of depth and reciprocity: each conversation of the period as it stood at its end.</summary>
public sealed class TalkDepth
{
    private readonly PackBook _packs;

    internal TalkDepth(PackBook packs) => _packs = packs;

    /// <summary>By what it can be counted.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.Names;

    /// <summary>One row for each group, the most conversations first.</summary>
    public async Task<IReadOnlyList<DepthOfTalks>> RunAsync(ReportScope scope, CancellationToken cancel) =>
        Of(await _packs.ReadAsync(scope, cancel), scope);

    /// <summary>Of what depth a row's conversations can be listed.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["monologues", "answered", "conversations", "exchanges", "talks"];

    /// <summary>The conversations of a row.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, CancellationToken cancel)
    {
        var (by, behind) = (TalkGrouping.Find(scope.GroupBy), new List<Behind>());
        InPeriod(await _packs.ReadAsync(scope, cancel), scope, (pack, talk, turns, last) =>
        {
            if (IsPart(turns.Depth, part) && by(pack.LabelsOf(talk)) == key)
                behind.Add(new(pack.Ids[talk], last));
        });
        return Behind.Of(behind);
    }

    internal static IReadOnlyList<DepthOfTalks> Of(IEnumerable<Talk> talks, ReportScope scope) => Of(PackView.Of(talks), scope);

    private static IReadOnlyList<DepthOfTalks> Of(IReadOnlyList<PackView> views, ReportScope scope)
    {
        var groups = new TalkGroups<Depths>(scope.GroupBy, () => new());
        InPeriod(views, scope, (pack, talk, turns, _) => groups.Of(pack.LabelsOf(talk)).Add(turns));
        return [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }

    private static bool IsPart(int depth, string? part) => part switch
    {
        "monologues" => depth == 0,
        "answered" => depth is > 0 and < TurnCount.Conversation,
        "conversations" => depth is >= TurnCount.Conversation and < TurnCount.Exchange,
        "exchanges" => depth >= TurnCount.Exchange,
        "talks" => depth >= TurnCount.Conversation,
        _ => true,
    };

    /// <summary>Looks at each conversation in which somebody said something in the period: its turns as they stood at the period's end, and when the last word was.</summary>
    private static void InPeriod(IReadOnlyList<PackView> views, ReportScope scope, Action<Pack, int, TurnCount, long> look)
    {
        var (start, end) = (scope.Period.Start, scope.Period.End);
        foreach (var view in views)
            for (var talk = 0; talk < view.Count; talk++)
                if (view.HasPerson(talk))
                {
                    var (turns, last) = (new TurnCount(), PackedAsk.Never);
                    foreach (var said in view.Pack.SaidIn(talk))
                        if (said.IsHuman && said.At < end)
                        {
                            turns.Add(said);
                            last = Math.Max(last, said.At);
                        }
                    if (last >= start)
                        look(view.Pack, talk, turns, last);
                }
    }
}
