using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Makes packs anew for conversations that are different from them. What changes again meanwhile stays for the next time; the same work twice changes nothing.</summary>
internal sealed class PackWriter(Database database)
{
    /// <summary>Brings some changed conversations into their packs; how many. 0: there is nothing left to do.</summary>
    public async Task<int> RunAsync(int most, CancellationToken cancel)
    {
        // The rows are read before the transaction that writes: on SQLite nobody else could write meanwhile.
        var (seen, talks) = await database.ReadAsync(
            async t =>
            {
                var changes = await t.ListAsync<(string Id, long Times)>("select conversation_id, times from insights_changes order by conversation_id limit @most", new { most }, cancel);
                return (changes, await TalkRows.ReadAsync(t, database.Dialect, new(database.Dialect.In("c.id", "ids"), null, IsMost: false) { Ids = [.. changes.Select(c => c.Id)] }, cancel));
            },
            cancel);
        return seen.Count == 0 ? 0 : await database.WriteAsync(t => SaveAsync(t, seen, talks, cancel), cancel);
    }

    private async Task<int> SaveAsync(DbTransaction transaction, List<(string Id, long Times)> seen, List<Talk> talks, CancellationToken cancel)
    {
        await database.Dialect.HoldAsync(transaction, "insights_packs", cancel);
        var done = await Rows.RunAsync(transaction, "delete from insights_changes where conversation_id = @Id and times = @Times returning 1", seen, c => [("Id", c.Id), ("Times", c.Times)], cancel);
        var ids = seen.Where((_, i) => done[i] is not null).Select(c => c.Id).ToHashSet();
        var places = (await transaction.ListAsync<(string Id, long Pack)>(
            $"select conversation_id, pack from insights_talks where {database.Dialect.In("conversation_id", "ids")}", new { ids = ids.ToArray() }, cancel)).ToDictionary(p => p.Id, p => p.Pack);
        var made = talks.Where(t => ids.Contains(t.Id)).ToList();
        var gone = ids.Except(made.Select(t => t.Id)).Where(places.ContainsKey).ToList();
        await Rows.RunAsync(transaction, "delete from insights_talks where conversation_id = @Id", gone, id => [("Id", id)], cancel);
        foreach (var pack in gone.Select(id => places[id]).Concat(made.Where(t => places.ContainsKey(t.Id)).Select(t => places[t.Id])).Distinct())
            await AgainAsync(transaction, pack, ids, [.. made.Where(t => places.TryGetValue(t.Id, out var p) && p == pack)], cancel);
        foreach (var group in made.Where(t => !places.ContainsKey(t.Id)).GroupBy(t => (t.AccountId, t.Channel)))
            await AddAsync(transaction, group.Key.AccountId, group.Key.Channel, [.. group], cancel);
        return ids.Count;
    }

    private static async Task AgainAsync(DbTransaction transaction, long number, HashSet<string> changed, IReadOnlyList<Talk> made, CancellationToken cancel)
    {
        var old = (await PackRows.ReadAsync(transaction, "number = @number", new { number }, cancel))[0];
        var pack = PackPen.Of(old.AccountId, old.Channel, Kept(old, changed).Concat(All(made)));
        if (pack.Count == 0)
            await transaction.RunAsync("delete from insights_packs where number = @number", new { number }, cancel);
        else
            await PackRows.SaveAsync(transaction, number, pack, cancel);
    }

    /// <summary>New conversations fill up the last pack that has room; then come new ones.</summary>
    private static async Task AddAsync(DbTransaction transaction, string account, string channel, IReadOnlyList<Talk> made, CancellationToken cancel)
    {
        var open = (await PackRows.ReadAsync(
            transaction, "number = (select max(number) from insights_packs where account_id = @account and channel = @channel and conversations < @Most)", new { account, channel, PackPen.Most }, cancel)).SingleOrDefault();
        var room = open is null ? 0 : PackPen.Most - open.Count;
        if (open is not null)
            await PlaceAsync(transaction, await PackRows.SaveAsync(transaction, open.Number, PackPen.Of(account, channel, Kept(open, []).Concat(All([.. made.Take(room)]))), cancel), made.Take(room), cancel);
        foreach (var some in made.Skip(room).Chunk(PackPen.Most))
            await PlaceAsync(transaction, await PackRows.SaveAsync(transaction, null, PackPen.Of(some).Single(), cancel), some, cancel);
    }

    private static IEnumerable<(Pack Pack, int Talk)> Kept(Pack pack, HashSet<string> changed) =>
        Enumerable.Range(0, pack.Count).Where(i => changed.Count == 0 || !changed.Contains(pack.Ids[i])).Select(i => (pack, i));

    private static IEnumerable<(Pack Pack, int Talk)> All(IReadOnlyList<Talk> talks) => PackPen.Of(talks).SelectMany(p => Kept(p, []));

    private static Task<long?[]> PlaceAsync(DbTransaction transaction, long pack, IEnumerable<Talk> talks, CancellationToken cancel) =>
        Rows.RunAsync(transaction, "insert into insights_talks (conversation_id, pack) values (@Id, @Pack)", [.. talks], t => [("Id", t.Id), ("Pack", pack)], cancel);
}
