using System.Data.Common;
using System.Globalization;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>
/// Reads conversations for reports: from packs, and those that are different from their pack from Threads' rows, all as of one moment, so no report is ever stale. Packs that were read stay at hand
/// under their version.
/// </summary>
internal sealed class PackBook(Database database, AccountBook book, PackShelf shelf, TimeProvider clock)
{
    /// <summary>When so many are different, everything is read from end to end.</summary>
    private const int Many = 30_000;

    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All conversations of the accounts, also those with nothing in the period: whoever asks looks at each.</summary>
    public Task<IReadOnlyList<PackView>> ReadAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel) => ReadAsync(accounts, long.MinValue, long.MaxValue, cancel);

    /// <summary>The conversations of its accounts in whose packs something happened in its period.</summary>
    public Task<IReadOnlyList<PackView>> ReadAsync(ReportScope scope, CancellationToken cancel) => ReadAsync(scope.Accounts, scope.Period.Start, scope.Period.End, cancel);

    /// <summary>The same, and those in whose packs somebody waits who asked before its end.</summary>
    public Task<IReadOnlyList<PackView>> ReadWaitingAsync(ReportScope scope, CancellationToken cancel) => ReadAsync(scope.Accounts, scope.Period.Start, scope.Period.End, cancel, withWaiting: true);

    /// <summary>The conversations of the accounts in whose packs something happened in the period.</summary>
    public async Task<IReadOnlyList<PackView>> ReadAsync(IReadOnlyCollection<string> accounts, long from, long to, CancellationToken cancel, bool withWaiting = false)
    {
        var gaps = await book.GapsAsync(accounts, cancel);
        return await database.ReadAsync(
            async t =>
            {
                var changed = await ChangedAsync(t, cancel);
                var packs = await PacksAsync(t, accounts, from, to, withWaiting, cancel);
                IReadOnlyList<Talk> fresh = changed.Count == 0 ? []
                    : await TalkRows.ReadAsync(t, database.Dialect, new("c.id in (select ch.conversation_id from insights_changes ch)", accounts, changed.Count >= Many), cancel);
                return (IReadOnlyList<PackView>)
                [
                    .. packs.Select(p => new PackView(p, gaps[p.AccountId], Without(p, changed))),
                    .. PackPen.Of(fresh).Select(p => new PackView(p, gaps[p.AccountId])),
                ];
            },
            cancel);
    }

    private static HashSet<int>? Without(Pack pack, ILookup<long, string> changed) => changed.Contains(pack.Number) ? [.. changed[pack.Number].Select(pack.Ids.Find)] : null;

    /// <summary>Conversations that are different, by the pack in which they were; 0: in none.</summary>
    private static async Task<ILookup<long, string>> ChangedAsync(DbTransaction transaction, CancellationToken cancel) =>
        (await transaction.ListAsync<(long Pack, string Id)>(
            "select coalesce(t.pack, 0), c.conversation_id from insights_changes c left join insights_talks t on t.conversation_id = c.conversation_id", null, cancel)).ToLookup(c => c.Pack, c => c.Id);

    private async Task<IReadOnlyList<Pack>> PacksAsync(DbTransaction transaction, IReadOnlyCollection<string> accounts, long from, long to, bool withWaiting, CancellationToken cancel)
    {
        var values = new { accounts = accounts.ToArray(), from, to };
        var which = $"{database.Dialect.In("account_id", "accounts")} and first_at < @to and {(withWaiting ? "(last_at >= @from or waiting is null or waiting > 0)" : "last_at >= @from")}";
        var wanted = await transaction.ListAsync<(long Number, long Version)>($"select number, version from insights_packs where {which} order by number", values, cancel);
        var packs = shelf.Find(wanted);
        var missing = wanted.FindAll(w => !packs.ContainsKey(w.Number));
        // Most of them in one go; a few, each by its number.
        var some = missing.Count * 2 > wanted.Count ? which : $"number in ({string.Join(", ", missing.Select(m => m.Number.ToString(CultureInfo.InvariantCulture)))})";
        foreach (var pack in missing.Count == 0 ? [] : await PackRows.ReadAsync(transaction, some, values, cancel))
            packs[pack.Number] = pack;
        shelf.Keep(packs.Values);
        return [.. wanted.Select(w => packs[w.Number])];
    }
}
