using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The asks that a report is about. Figures are computed from them alone, so what was merged, split, erased or answered late changes the past at once.</summary>
internal sealed class ReceivedAsks(Database database, AccountBook book, TimeProvider clock)
{
    /// <summary>Spam asks nothing: staff's word wins over the rule that read it as a question.</summary>
    private const string NoSpam = "(c.nature is null or c.nature <> 'spam')";

    public const string Select = """
        select a.id, a.conversation_id as ConversationId, a.account_id as AccountId, c.channel, a.asked_at as AskedAt, a.answered_at as AnsweredAt,
          a.dismissed_at as DismissedAt, a.withdrawn_at as WithdrawnAt, a.first, a.answered_by as AnsweredBy, a.answer_id as AnswerId, a.owner, c.nature,
          a.working_ms as WorkingMs, a.in_hours as InHours
        from asks a
        join conversations c on c.id = a.conversation_id
        """;

    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Those received in the period.</summary>
    public Task<IReadOnlyList<ReceivedAsk>> InAsync(ReportScope scope, CancellationToken cancel) => ReadAsync(scope, "and a.asked_at >= @From and a.asked_at < @To", cancel);

    /// <summary>Those received or answered in the period.</summary>
    public Task<IReadOnlyList<ReceivedAsk>> HandledInAsync(ReportScope scope, CancellationToken cancel) =>
        ReadAsync(scope, "and a.asked_at < @To and (a.asked_at >= @From or a.answered_at >= @From)", cancel);

    /// <summary>The conversations of the asks in a group.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of((await InAsync(scope, cancel)).Where(a => AskGrouping.Find(scope.GroupBy).Has(a, scope.Period, key)).Select(a => new Behind(a.ConversationId, a.AskedAt)));

    private async Task<IReadOnlyList<ReceivedAsk>> ReadAsync(ReportScope scope, string condition, CancellationToken cancel)
    {
        var asks = await database.ListAsync<ReceivedAsk>(
            $"""
            {Select}
            where {database.Dialect.In("a.account_id", "accounts")} and {NoSpam} {condition}
            """,
            new { accounts = scope.Accounts.ToArray(), From = scope.Period.Start, To = scope.Period.End }, cancel);
        if (asks.Count == 0)
            return asks;
        var hours = new AskHours(await book.SchedulesAsync(scope.Accounts, cancel), asks.Min(a => a.AskedAt), Now);
        var teams = scope.GroupBy == "team" ? await book.TeamsAsync(scope.Accounts, cancel) : null;
        foreach (var ask in asks)
        {
            ask.WaitedMs = ask.IsAnswered ? null : hours.Waited(ask);
            ask.Teams = teams is null ? [] : [.. teams[ask.AccountId]];
        }
        return asks;
    }
}
