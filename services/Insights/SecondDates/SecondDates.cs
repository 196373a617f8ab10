namespace Inbox.Insights;

/// <summary>The report of second dates: people who come back after their first episode, whatever the channel.</summary>
public sealed class SecondDates
{
    private readonly PackBook _packs;

    internal SecondDates(PackBook packs) => _packs = packs;

    /// <summary>By what people can be counted: account and channel are those of their first episode's beginning.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.OfPeople;

    /// <summary>One row for each group, the most people first.</summary>
    /// <param name="scope">People whose first episode ended in its period.</param>
    /// <param name="within">How long after the gap a new episode counts.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<SecondDateRow>> RunAsync(ReportScope scope, TimeSpan within, CancellationToken cancel) =>
        Of(await _packs.ReadAsync(scope.Accounts, cancel), scope, within, _packs.Now);

    /// <summary>The conversations of a row's first episodes, and those with which people came back.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel)
    {
        var (by, behind) = (TalkGrouping.Find(scope.GroupBy), new List<Behind>());
        Cohort(await _packs.ReadAsync(scope.Accounts, cancel), scope.Period, (person, stretches) =>
        {
            if (by(person.Began.Labels) != key)
                return;
            foreach (var episode in stretches.EpisodesOf(person.First))
                behind.Add(new(episode.Talk.Id, person.First.End));
            if (person.ReturnAt is { } at)
                behind.Add(new(person.ReturnIn.Id, at));
        });
        return Behind.Of(behind);
    }

    internal static IReadOnlyList<SecondDateRow> Of(IEnumerable<Talk> talks, ReportScope scope, TimeSpan within, long now) => Of(PackView.Of(talks), scope, within, now);

    private static IReadOnlyList<SecondDateRow> Of(IReadOnlyList<PackView> views, ReportScope scope, TimeSpan within, long now)
    {
        var groups = new TalkGroups<List<FirstDate>>(scope.GroupBy);
        Cohort(views, scope.Period, (person, _) => groups.Of(person.Began.Labels).Add(person));
        return
        [
            .. groups.All.Select(g => SecondDateRow.Of(g.Key, g.Group, (long)within.TotalMilliseconds, now)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>An episode in which somebody still waits has not ended.</summary>
    private static void Cohort(IReadOnlyList<PackView> views, Period period, Action<FirstDate, Stretches> look)
    {
        var (persons, stretches) = (Persons.Of(views), new Stretches());
        for (var i = 0; i < persons.Count; i++)
            if (FirstDate.Of(persons[i], stretches) is { } person && period.Has(person.First.End) && person.First.GapEnd < long.MaxValue)
                look(person, stretches);
    }
}
