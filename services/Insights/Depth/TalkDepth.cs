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

    /// <summary>The conversations of a row.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of(await _packs.ReadAsync(scope, cancel), scope, key, isTheirs: false);

    internal static IReadOnlyList<DepthOfTalks> Of(IEnumerable<Talk> talks, ReportScope scope) => Of(PackView.Of(talks), scope);

    private static IReadOnlyList<DepthOfTalks> Of(IReadOnlyList<PackView> views, ReportScope scope)
    {
        var groups = new TalkGroups<Depths>(scope.GroupBy, () => new());
        var (start, end) = (scope.Period.Start, scope.Period.End);
        foreach (var view in views)
            for (var talk = 0; talk < view.Count; talk++)
                if (view.HasPerson(talk))
                {
                    var (turns, spoken) = (new TurnCount(), false);
                    foreach (var said in view.Pack.SaidIn(talk))
                        if (said.IsHuman && said.At < end)
                        {
                            turns.Add(said);
                            spoken |= said.At >= start;
                        }
                    if (spoken)
                        groups.Of(view.Pack.LabelsOf(talk)).Add(turns);
                }
        return [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }
}
