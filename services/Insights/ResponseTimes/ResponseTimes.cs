using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The report of response times. Computed from asks alone, so what was merged, split, erased or answered late changes the past at once.</summary>
public sealed class ResponseTimes(Database database, TimeProvider clock)
{
    /// <summary>One row for each group, the most asks first; groups without asks are not there.</summary>
    /// <param name="period">The asks received in it.</param>
    /// <param name="accounts">The accounts that may be counted.</param>
    /// <param name="grouping">By what.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<TimeToAnswer>> RunAsync(Period period, IReadOnlyCollection<string> accounts, AskGrouping grouping, CancellationToken cancel)
    {
        var asks = await database.ListAsync<ReceivedAsk>(
            $"""
            select a.id, a.conversation_id as ConversationId, a.account_id as AccountId, c.channel, a.asked_at as AskedAt, a.answered_at as AnsweredAt,
              a.dismissed_at as DismissedAt, a.withdrawn_at as WithdrawnAt, a.first, a.answered_by as AnsweredBy, a.owner, c.nature, a.working_ms as WorkingMs, a.in_hours as InHours
            from asks a
            join conversations c on c.id = a.conversation_id
            where {database.Dialect.In("a.account_id", "accounts")} and a.asked_at >= @From and a.asked_at < @To
            """,
            new { accounts = accounts.ToArray(), From = period.From.ToUnixTimeMilliseconds(), To = period.To.ToUnixTimeMilliseconds() }, cancel);
        return Of(asks, period, grouping, clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    internal static IReadOnlyList<TimeToAnswer> Of(IReadOnlyList<ReceivedAsk> asks, Period period, AskGrouping grouping, long now) =>
        [.. asks.GroupBy(a => grouping.KeyOf(a, period.Zone)).Select(g => TimeToAnswer.Of(g.Key, [.. g], now)).OrderByDescending(r => r.N).ThenBy(r => r.Key, StringComparer.Ordinal)];
}
