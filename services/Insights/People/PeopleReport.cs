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

    /// <summary>Of what a row's conversations can be listed: those in which something that was asked in the period was answered, and those of people who came back.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["answered", "cameBack"];

    /// <summary>The conversations in which the people of a row wrote.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, CancellationToken cancel) => part is null
        ? Behind.Of(await _packs.ReadAsync(scope, cancel), scope, key, isTheirs: true)
        : Behind.Of(_persons.Of(await _packs.ReadAsync(scope.Accounts, cancel)).Parts.SelectMany(p => Behinds(p, scope, key, part == "answered")));

    private static IEnumerable<Behind> Behinds(CrowdPart part, ReportScope scope, string? key, bool isAnswered)
    {
        var (by, start, end) = (TalkGrouping.Find(scope.GroupBy), scope.Period.Start, scope.Period.End);
        for (var person = 0; person < part.Count; person++)
        {
            if (!part.Has(person) || !isAnswered && !part.Facts.CameBack(person, start, end))
                continue;
            foreach (var talk in part.Facts.Persons[person].ToArray())
                if (part.WroteIn(talk, start, end) && (!isAnswered || part.WasAnswered(talk, start, end)) && part.Views[talk.View]!.Pack is var pack && by(pack.LabelsOf(talk.Talk)) == key)
                    yield return new(pack.Ids[talk.Talk], Behind.Last(pack, talk.Talk, start, end, isTheirs: true));
        }
    }

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
