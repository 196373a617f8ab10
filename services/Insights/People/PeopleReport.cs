namespace Inbox.Insights;

/// <summary>The report of people: never events dressed as people.</summary>
public sealed class PeopleReport
{
    private readonly PackBook _packs;
    private readonly PersonShelf _persons;

    internal PeopleReport(PackBook packs, PersonShelf persons) => (_packs, _persons) = (packs, persons);

    /// <summary>By what people can be counted.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.OfPeople;

    /// <summary>One row for each group, the most people first; a person who wrote on two channels counts on both, and once in the whole.</summary>
    public async Task<IReadOnlyList<PeopleCount>> RunAsync(ReportScope scope, CancellationToken cancel) => Of(_persons.Of(await _packs.ReadAsync(scope.Accounts, cancel)), scope);

    /// <summary>The conversations in which the people of a row wrote.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of(await _packs.ReadAsync(scope, cancel), scope, key, isTheirs: true);

    internal static IReadOnlyList<PeopleCount> Of(IEnumerable<Talk> talks, ReportScope scope) => Of(Crowd.Of(PackView.Of(talks)), scope);

    private static IReadOnlyList<PeopleCount> Of(Crowd crowd, ReportScope scope)
    {
        var groups = new TalkGroups<PeopleGroup>(scope.GroupBy, () => new());
        var (start, end, number) = (scope.Period.Start, scope.Period.End, 0);
        foreach (var part in crowd.Parts)
        {
            var of = new CrowdGroups<PeopleGroup>(groups, part);
            for (var person = 0; person < part.Count; person++, number++)
            {
                if (!part.Has(person))
                    continue;
                bool? cameBack = null;
                foreach (ref readonly var talk in part.Facts.Persons[person])
                    if (part.WroteIn(talk, start, end))
                        of.Of(talk).Add(number, part.WasAnswered(talk, start, end), cameBack ??= part.Facts.CameBack(person, start, end));
            }
        }
        return [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }
}
