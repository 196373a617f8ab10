namespace Inbox.Insights;

/// <summary>The report of people: never events dressed as people.</summary>
public sealed class PeopleReport
{
    /// <summary>Whoever has a conversation with a message in the period, with all their conversations: coming back is told from what was before.</summary>
    private const string Everybody = $"c.person_id in (select c.person_id from conversations c where {TalkBook.Active})";

    private readonly TalkBook _book;

    internal PeopleReport(TalkBook book) => _book = book;

    /// <summary>By what people can be counted.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.OfPeople;

    /// <summary>One row for each group, the most people first; a person who wrote on two channels counts on both, and once in the whole.</summary>
    public async Task<IReadOnlyList<PeopleCount>> RunAsync(ReportScope scope, CancellationToken cancel) =>
        Of((await _book.ReadAsync(scope, Everybody, withWords: false, cancel)).Values, scope);

    /// <summary>The conversations in which the people of a row wrote.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of((await _book.ReadAsync(scope, TalkBook.Active, withWords: false, cancel)).Values.Where(t => TalkGrouping.Key(t, scope.GroupBy) == key)
            .SelectMany(t => Wrote(t, scope.Period).Select(s => new Behind(t.Id, s.At))));

    internal static IReadOnlyList<PeopleCount> Of(IEnumerable<Talk> talks, ReportScope scope)
    {
        var people = talks.GroupBy(t => t.PersonId).ToList();
        var back = people.Where(p => CameBack(p, scope.Period)).Select(p => p.Key).ToHashSet();
        return
        [
            .. people.SelectMany(p => p).Where(t => Wrote(t, scope.Period).Any()).GroupBy(t => TalkGrouping.Key(t, scope.GroupBy))
                .Select(g => Row(g.Key, [.. g], back, scope.Period)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal),
        ];
    }

    private static PeopleCount Row(string? key, IReadOnlyCollection<Talk> talks, HashSet<string> back, Period period)
    {
        var wrote = talks.Select(t => t.PersonId).ToHashSet();
        return new()
        {
            Key = key,
            N = wrote.Count,
            Wrote = wrote.Count,
            WereAnswered = talks.Where(t => t.Asks.Exists(a => a.IsAnswered && period.Has(a.AskedAt))).Select(t => t.PersonId).Distinct().Count(),
            CameBack = wrote.Count(back.Contains),
        };
    }

    private static bool CameBack(IEnumerable<Talk> talks, Period period) => Stretch.Of(talks).Skip(1).Any(s => period.Has(s.Start) && s.Talks.Any(t => Wrote(t, period).Any()));

    private static IEnumerable<Said> Wrote(Talk talk, Period period) => talk.Human.Where(s => s.IsIn && period.Has(s.At));
}
