using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The asks that a report is about; spam asks nothing, since staff's word wins over the rule that read it as a question. Figures are computed from them alone, so what was merged, split, erased or answered late changes the past at once.</summary>
internal sealed class ReceivedAsks(Database database, AccountBook book, TimeProvider clock)
{
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Those received in the period.</summary>
    public Task<IReadOnlyList<ReceivedAsk>> InAsync(ReportScope scope, CancellationToken cancel) => ReadAsync(scope, "and a.asked_at >= @From and a.asked_at < @To", cancel);

    /// <summary>Those received or answered in the period.</summary>
    public Task<IReadOnlyList<ReceivedAsk>> HandledInAsync(ReportScope scope, CancellationToken cancel) =>
        ReadAsync(scope, "and a.asked_at < @To and (a.asked_at >= @From or a.answered_at >= @From)", cancel);

    /// <summary>The conversations of the asks in a group.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of((await InAsync(scope, cancel)).Where(a => AskGrouping.Find(scope.GroupBy).Has(a, scope.Period, key)).Select(a => new Behind(a.ConversationId, a.AskedAt)));

    /// <summary>The conversations of the asks in a group that missed their target.</summary>
    public async Task<IReadOnlyList<Behind>> MissedAsync(ReportScope scope, string? key, CancellationToken cancel) =>
        Behind.Of((await InAsync(scope, cancel)).Where(a => Misses.IsMissed(a, Now) && AskGrouping.Find(scope.GroupBy).Has(a, scope.Period, key)).Select(a => new Behind(a.ConversationId, a.AskedAt)));

    private async Task<IReadOnlyList<ReceivedAsk>> ReadAsync(ReportScope scope, string condition, CancellationToken cancel)
    {
        var asks = await AskRows.ReadAsync(
            database, await book.ChannelsAsync(scope.Accounts, cancel), condition, new { accounts = scope.Accounts.ToArray(), From = scope.Period.Start, To = scope.Period.End }, scope.GroupBy == "nature", cancel);
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
