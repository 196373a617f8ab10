namespace Inbox.Insights;

/// <summary>The report of depth and reciprocity: each conversation of the period as it stood at its end.</summary>
public sealed class TalkDepth
{
    private readonly TalkBook _book;

    internal TalkDepth(TalkBook book) => _book = book;

    /// <summary>By what it can be counted.</summary>
    public static IReadOnlyCollection<string> Groupings => TalkGrouping.Names;

    /// <summary>One row for each group, the most conversations first.</summary>
    public async Task<IReadOnlyList<DepthOfTalks>> RunAsync(ReportScope scope, CancellationToken cancel) =>
        Of((await _book.ReadAsync(scope, TalkBook.Active, withWords: true, cancel)).Values, scope);

    /// <summary>The conversations of a row.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of(Spoken((await _book.ReadAsync(scope, TalkBook.Active, withWords: false, cancel)).Values, scope.Period)
            .Where(t => TalkGrouping.Key(t, scope.GroupBy) == key).Select(t => new Behind(t.Id, t.Human.Last(s => s.At < scope.Period.End).At)));

    internal static IReadOnlyList<DepthOfTalks> Of(IEnumerable<Talk> talks, ReportScope scope) =>
        [.. TalkGrouping.Groups(Spoken(talks, scope.Period), scope.GroupBy).Select(g => DepthOfTalks.Of(g.Key, g.Talks, scope.Period.End))];

    private static IEnumerable<Talk> Spoken(IEnumerable<Talk> talks, Period period) => talks.Where(t => t.Human.Any(s => period.Has(s.At)));
}
