namespace Inbox.Insights;

/// <summary>The report of second dates: people who come back after their first episode, whatever the channel.</summary>
public sealed class SecondDates
{
    private readonly PackBook _packs;
    private readonly PersonShelf _persons;

    internal SecondDates(PackBook packs, PersonShelf persons) => (_packs, _persons) = (packs, persons);

    /// <summary>By what people can be counted: account and channel are those of their first episode's beginning.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.OfPeople;

    /// <summary>One row for each group, the most people first.</summary>
    /// <param name="scope">People whose first episode ended in its period.</param>
    /// <param name="within">How long after the gap a new episode counts.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<SecondDateRow>> RunAsync(ReportScope scope, TimeSpan within, CancellationToken cancel) =>
        Of(_persons.Of(await _packs.ReadAsync(scope.Accounts, cancel)), scope, within, _packs.Now);

    /// <summary>Of what a row's conversations can be listed: those with which people came back in time, and those with the same problem.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["returned", "repeats"];

    /// <summary>The conversations of a row's first episodes, and those with which people came back.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all.</param>
    /// <param name="within">How long after the gap a new episode counts.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, TimeSpan within, CancellationToken cancel)
    {
        var (by, behind, stretches) = (TalkGrouping.Find(scope.GroupBy), new List<Behind>(), new Stretches());
        foreach (var some in _persons.Of(await _packs.ReadAsync(scope.Accounts, cancel)).Parts)
        {
            var talks = new PersonTalks(some.Views);
            for (var person = 0; person < some.Count; person++)
                if (some.Has(person) && some.Facts.DateOf(person).IsIn(scope.Period.Start, scope.Period.End) && FirstDate.Of(talks.Of(some.Facts.Persons[person]), stretches) is { } date && by(date.Began.Labels) == key)
                {
                    if (part is null)
                        foreach (var episode in stretches.EpisodesOf(date.First))
                            behind.Add(new(episode.Talk.Id, date.First.End));
                    if (date.ReturnAt is { } at && (part is null || date.First.GapEnd <= _packs.Now - (long)within.TotalMilliseconds && date.After <= (long)within.TotalMilliseconds && date.IsRepeatProblem == (part == "repeats")))
                        behind.Add(new(date.ReturnIn.Id, at));
                }
        }
        return Behind.Of(behind);
    }

    internal static IReadOnlyList<SecondDateRow> Of(IEnumerable<Talk> talks, ReportScope scope, TimeSpan within, long now) => Of(Crowd.Of(PackView.Of(talks)), scope, within, now);

    private static IReadOnlyList<SecondDateRow> Of(Crowd crowd, ReportScope scope, TimeSpan within, long now)
    {
        var groups = new TalkGroups<SecondDateCount>(scope.GroupBy, () => new((long)within.TotalMilliseconds, now));
        var (start, end) = (scope.Period.Start, scope.Period.End);
        foreach (var part in crowd.Parts)
        {
            var of = new CrowdGroups<SecondDateCount>(groups, part);
            for (var person = 0; person < part.Count; person++)
            {
                ref readonly var date = ref part.Facts.DateOf(person);
                if (date.IsIn(start, end) && part.Has(person))
                    of.Of(part.Facts.Persons.Talk(date.Began)).Add(date);
            }
        }
        return [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }
}
