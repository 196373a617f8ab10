namespace Inbox.Insights;

/// <summary>The report of people: never events dressed as people.</summary>
public sealed class PeopleReport
{
    private readonly PackBook _packs;
    private readonly TalkBook _book;

    internal PeopleReport(PackBook packs, TalkBook book) => (_packs, _book) = (packs, book);

    /// <summary>By what people can be counted.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.OfPeople;

    /// <summary>One row for each group, the most people first; a person who wrote on two channels counts on both, and once in the whole.</summary>
    public async Task<IReadOnlyList<PeopleCount>> RunAsync(ReportScope scope, CancellationToken cancel) => Of(await _packs.ReadAsync(scope.Accounts, cancel), scope);

    /// <summary>The conversations in which the people of a row wrote.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of((await _book.ReadAsync(scope, TalkBook.Active, withWords: false, cancel)).Values.Where(t => TalkGrouping.Key(t, scope.GroupBy) == key)
            .SelectMany(t => t.Human.Where(s => s.IsIn && scope.Period.Has(s.At)).Select(s => new Behind(t.Id, s.At))));

    internal static IReadOnlyList<PeopleCount> Of(IEnumerable<Talk> talks, ReportScope scope) => Of(PackView.Of(talks), scope);

    private static IReadOnlyList<PeopleCount> Of(IReadOnlyList<PackView> views, ReportScope scope)
    {
        var (persons, stretches, groups) = (Persons.Of(views), new Stretches(), new TalkGroups<PeopleGroup>(scope.GroupBy));
        var (start, end) = (scope.Period.Start, scope.Period.End);
        for (var person = 0; person < persons.Count; person++)
        {
            bool? cameBack = null;
            foreach (var talk in persons[person])
                if (talk.WroteIn(start, end))
                    groups.Of(talk.Labels).Add(person, WasAnswered(talk, start, end), cameBack ??= CameBack(persons[person], stretches, start, end));
        }
        return [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }

    private static bool WasAnswered(TalkRef talk, long start, long end)
    {
        foreach (ref readonly var ask in talk.Asks)
            if (ask.IsAnswered && ask.AskedAt >= start && ask.AskedAt < end)
                return true;
        return false;
    }

    private static bool CameBack(ReadOnlySpan<TalkRef> talks, Stretches stretches, long start, long end)
    {
        stretches.LookAt(talks);
        foreach (var stretch in stretches.All.Length == 0 ? [] : stretches.All[1..])
            if (stretch.Start >= start && stretch.Start < end)
                foreach (ref readonly var episode in stretches.EpisodesOf(stretch))
                    if (episode.Talk.WroteIn(start, end))
                        return true;
        return false;
    }
}
