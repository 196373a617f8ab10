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

    /// <summary>
    /// Of what a row's conversations can be listed: those with which people came back in time, those with the same problem, and first episodes of those
    /// whose question was answered or not, of those who have not had the time to come back, and of those from whom it is told what to expect.
    /// </summary>
    public static IReadOnlyList<string> Parts { get; } = ["returned", "repeats", "answered", "unanswered", "immature", "expected"];

    /// <summary>The conversations of a row's first episodes, and those with which people came back in time.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all that the row counts.</param>
    /// <param name="within">How long after the gap a new episode counts.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, TimeSpan within, CancellationToken cancel)
    {
        var (by, behind, stretches, time) = (TalkGrouping.Find(scope.GroupBy), new List<Behind>(), new Stretches(), (long)within.TotalMilliseconds);
        foreach (var some in _persons.Of(await _packs.ReadAsync(scope.Accounts, cancel)).Parts)
        {
            var talks = new PersonTalks(some.Views);
            for (var person = 0; person < some.Count; person++)
            {
                var known = some.Facts.DateOf(person);
                var (first, back) = (HasFirst(known, part, time, _packs.Now), HasReturn(known, part, time, _packs.Now));
                if (!(first || back) || !some.Has(person) || !known.IsIn(scope.Period.Start, scope.Period.End))
                    continue;
                if (FirstDate.Of(talks.Of(some.Facts.Persons[person]), stretches) is not { } date || by(date.Began.Labels) != key)
                    continue;
                if (first)
                    foreach (var episode in stretches.EpisodesOf(date.First))
                        behind.Add(new(episode.Talk.Id, date.First.End));
                if (back && date.ReturnAt is { } at)
                    behind.Add(new(date.ReturnIn.Id, at));
            }
        }
        return Behind.Of(behind);
    }

    /// <summary>Whether a part counts somebody's first episode.</summary>
    private static bool HasFirst(in PersonDate date, string? part, long within, long now) => part switch
    {
        null => date.IsMature(within, now),
        "answered" => date.IsMature(within, now) && date.Answered == true,
        "unanswered" => date.IsMature(within, now) && date.Answered == false,
        "immature" => !date.IsMature(within, now),
        "expected" => date.GapEnd <= now,
        _ => false,
    };

    /// <summary>Whether a part counts that somebody came back.</summary>
    private static bool HasReturn(in PersonDate date, string? part, long within, long now) =>
        part is null or "returned" or "repeats" && date.IsMature(within, now) && date.After <= within && (part is null || date.IsRepeatProblem == (part == "repeats"));

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
