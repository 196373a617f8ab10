namespace Inbox.Insights;

/// <summary>The report of questions answered: which share of asks had an answer within a time.</summary>
public sealed class Questions
{
    private readonly ReceivedAsks _asks;

    internal Questions(ReceivedAsks asks) => _asks = asks;

    /// <summary>One row for each group, the most asks first; groups without asks are not there.</summary>
    /// <param name="scope">The asks received in its period.</param>
    /// <param name="within">The time; null for one working day of each account.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<QuestionsAnswered>> RunAsync(ReportScope scope, TimeSpan? within, CancellationToken cancel)
    {
        var groups = Groups(scope, _asks.Now);
        var by = await _asks.AnswerByAsync(scope.Accounts, within, scope.Period.Start, cancel);
        await _asks.InAsync(scope, groups, (view, talk, _, in ask, _) =>
        {
            var due = by.Of(view.Pack.AccountId, ask.AskedAt);
            foreach (var group in groups.Of(view.Pack.Talks[talk], ask).Groups)
                group.Add(ask, view.Pack.SaidIn(talk), due);
        }, cancel);
        return Rows(groups);
    }

    /// <summary>Of what a row's conversations can be listed: asks that were answered in time, and those that were old enough and were not.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["inTime", "late"];

    /// <summary>The conversations whose asks a row counts.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all.</param>
    /// <param name="within">The time; null for one working day of each account.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, TimeSpan? within, CancellationToken cancel)
    {
        var (now, by) = (_asks.Now, await _asks.AnswerByAsync(scope.Accounts, within, scope.Period.Start, cancel));
        return await _asks.BehindAsync(scope, key, (account, in ask) => by.Of(account, ask.AskedAt) is var due && part switch
        {
            "inTime" => QuestionCount.IsJudged(ask, due, now) && QuestionCount.IsInTime(ask, due),
            "late" => QuestionCount.IsJudged(ask, due, now) && !QuestionCount.IsInTime(ask, due),
            _ => true,
        }, cancel);
    }

    internal static IReadOnlyList<QuestionsAnswered> Of(IReadOnlyList<ReceivedAsk> asks, ReportScope scope, TimeSpan within, long now)
    {
        var (groups, by) = (Groups(scope, now), AnswerBy.Within(within));
        foreach (var ask in asks)
            foreach (var group in groups.Of(ask).Groups)
                group.Add(PackedAsk.Of(ask), [], by.Of(ask.AccountId, ask.AskedAt));
        return Rows(groups);
    }

    private static AskGroups<QuestionCount> Groups(ReportScope scope, long now) => new(scope, _ => new(now));

    private static IReadOnlyList<QuestionsAnswered> Rows(AskGroups<QuestionCount> groups) =>
        [.. groups.All.Select(g => g.Group.Row(g.Key)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
}
