using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Our human messages to one person, by account and quarter of an hour, so that weeks of every time zone can be made of them.</summary>
internal static class OneToOne
{
    private const long Quarter = 15 * 60_000;

    public static async Task<ILookup<string, (long At, int Count)>> SentAsync(Database database, ReportScope scope, CancellationToken cancel) =>
        (await database.ListAsync<(string Account, long Slot, long Count)>(
            $"""
            select m.account_id, m.at / @Quarter, count(*)
            from messages m
            where {database.Dialect.In("m.account_id", "accounts")} and m.at >= @From and m.at < @To and m.kind = 'message' and m.direction = 'out' and m.automatic is null
              and (m.state is null or m.state <> 'failed')
            group by m.account_id, m.at / @Quarter
            """,
            new { accounts = scope.Accounts.ToArray(), From = scope.Period.Start, To = scope.Period.End, Quarter }, cancel))
        .ToLookup(r => r.Account, r => (r.Slot * Quarter, (int)r.Count));

    /// <summary>The whole share, and that of each week, the first week first.</summary>
    public static (Proportion All, IReadOnlyList<OneToOneWeek> Weeks) Of(IEnumerable<(long At, int Count)> sent, IEnumerable<Post> published, Period period)
    {
        var weeks = sent.Select(s => (Week: period.Week(Math.Max(s.At, period.Start)), s.Count, Posts: 0))
            .Concat(published.Where(p => period.Has(p.PublishedAt!.Value)).Select(p => (Week: period.Week(p.PublishedAt!.Value), Count: 0, Posts: 1)))
            .GroupBy(w => w.Week).OrderBy(w => w.Key, StringComparer.Ordinal)
            .Select(w => new OneToOneWeek(w.Key, new(w.Sum(x => x.Count), w.Sum(x => x.Count + x.Posts)))).ToList();
        return (new(weeks.Sum(w => w.OneToOne.K), weeks.Sum(w => w.OneToOne.N)), weeks);
    }
}
