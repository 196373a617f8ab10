namespace Inbox.Insights;

/// <summary>The report of questions answered: which share of asks had an answer within a time.</summary>
public sealed class Questions
{
    private readonly ReceivedAsks _asks;

    internal Questions(ReceivedAsks asks) => _asks = asks;

    /// <summary>One row for each group, the most asks first; groups without asks are not there.</summary>
    /// <param name="scope">The asks received in its period.</param>
    /// <param name="within">The time.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<QuestionsAnswered>> RunAsync(ReportScope scope, TimeSpan within, CancellationToken cancel)
    {
        var groups = Groups(scope, within, _asks.Now);
        await _asks.InAsync(scope, groups, (view, talk, _, in ask, _) =>
        {
            foreach (var group in groups.Of(view.Pack.Talks[talk], ask).Groups)
                group.Add(ask, view.Pack.SaidIn(talk));
        }, cancel);
        return Rows(groups);
    }

    /// <summary>The conversations whose asks a row counts.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => _asks.BehindAsync(scope, key, cancel);

    internal static IReadOnlyList<QuestionsAnswered> Of(IReadOnlyList<ReceivedAsk> asks, ReportScope scope, TimeSpan within, long now)
    {
        var groups = Groups(scope, within, now);
        foreach (var ask in asks)
            foreach (var group in groups.Of(ask).Groups)
                group.Add(PackedAsk.Of(ask), []);
        return Rows(groups);
    }

    private static AskGroups<QuestionCount> Groups(ReportScope scope, TimeSpan within, long now) => new(scope, _ => new((long)within.TotalMilliseconds, now));

    private static IReadOnlyList<QuestionsAnswered> Rows(AskGroups<QuestionCount> groups) =>
        [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
}
