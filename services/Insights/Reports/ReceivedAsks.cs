using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The asks that a report is about. Figures are computed from them alone, so what was merged, split, erased or answered late changes the past at once.</summary>
internal sealed class ReceivedAsks(Database database, TimeProvider clock)
{
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<IReadOnlyList<ReceivedAsk>> InAsync(Period period, IReadOnlyCollection<string> accounts, CancellationToken cancel) =>
        await database.ListAsync<ReceivedAsk>(
            $"""
            select a.id, a.conversation_id as ConversationId, a.account_id as AccountId, c.channel, a.asked_at as AskedAt, a.answered_at as AnsweredAt,
              a.dismissed_at as DismissedAt, a.withdrawn_at as WithdrawnAt, a.first, a.answered_by as AnsweredBy, a.owner, c.nature, a.working_ms as WorkingMs, a.in_hours as InHours
            from asks a
            join conversations c on c.id = a.conversation_id
            where {database.Dialect.In("a.account_id", "accounts")} and a.asked_at >= @From and a.asked_at < @To
            """,
            new { accounts = accounts.ToArray(), From = period.From.ToUnixTimeMilliseconds(), To = period.To.ToUnixTimeMilliseconds() }, cancel);
}
