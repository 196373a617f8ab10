namespace Inbox.Insights;

/// <summary>The report of second dates: people who come back after their first episode, whatever the channel.</summary>
public sealed class SecondDates
{
    /// <summary>Whose first episode ended in the period wrote before its end; all that they ever said tells what their first episode was.</summary>
    private const string Everybody = "c.person_id in (select c.person_id from conversations c where c.first_message_at < @To)";

    private readonly TalkBook _book;

    internal SecondDates(TalkBook book) => _book = book;

    /// <summary>By what people can be counted: account and channel are those of their first episode's beginning.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.OfPeople;

    /// <summary>One row for each group, the most people first.</summary>
    /// <param name="scope">People whose first episode ended in its period.</param>
    /// <param name="within">How long after the gap a new episode counts.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<SecondDateRow>> RunAsync(ReportScope scope, TimeSpan within, CancellationToken cancel) =>
        Of(await TalksAsync(scope, cancel), scope, within, _book.Now);

    /// <summary>The conversations of a row's first episodes, and those with which people came back.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of(Cohort(await TalksAsync(scope, cancel), scope.Period).Where(p => Key(p, scope) == key).SelectMany(p =>
            p.First.Talks.Select(t => new Behind(t.Id, p.First.End)).Concat(p.Return is { } r ? [new Behind(r.In.Id, r.At)] : [])));

    internal static IReadOnlyList<SecondDateRow> Of(IEnumerable<Talk> talks, ReportScope scope, TimeSpan within, long now) =>
        [.. Cohort(talks, scope.Period).GroupBy(p => Key(p, scope)).Select(g => SecondDateRow.Of(g.Key, [.. g], (long)within.TotalMilliseconds, now))
            .OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];

    private async Task<IEnumerable<Talk>> TalksAsync(ReportScope scope, CancellationToken cancel) => (await _book.ReadAsync(scope, Everybody, withWords: false, cancel)).Values;

    /// <summary>An episode in which somebody still waits has not ended.</summary>
    private static IEnumerable<FirstDate> Cohort(IEnumerable<Talk> talks, Period period) =>
        talks.GroupBy(t => t.PersonId).Select(p => FirstDate.Of([.. p])).OfType<FirstDate>().Where(p => period.Has(p.First.End) && p.First.GapEnd < long.MaxValue);

    private static string? Key(FirstDate person, ReportScope scope) => TalkGrouping.Key(person.First.Talks[0], scope.GroupBy);
}
