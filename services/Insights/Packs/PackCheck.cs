using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Compares packs with the rows that they are made of; changes nothing. What is known to be different is read from rows, so it is no fault.</summary>
public sealed class PackCheck
{
    private readonly Database _database;

    internal PackCheck(Database database) => _database = database;

    /// <summary>The conversations whose pack says something else than their rows, and what is wrong with each.</summary>
    public async Task<IReadOnlyList<(string ConversationId, string Fault)>> RunAsync(CancellationToken cancel) => [.. await RunAsync(int.MaxValue, cancel), .. await StraysAsync(cancel)];

    /// <summary>The same of so many packs.</summary>
    internal async Task<IReadOnlyList<(string ConversationId, string Fault)>> RunAsync(int packs, CancellationToken cancel)
    {
        var found = new List<(string, string)>();
        for (var after = 0L; ; packs--)
        {
            if (packs == 0)
                return found;
            var (next, faults) = await _database.ReadAsync(t => OneAsync(t, after, cancel), cancel);
            found.AddRange(faults);
            if (next is null)
                return found;
            after = next.Value;
        }
    }

    private async Task<(long? Number, List<(string, string)> Faults)> OneAsync(DbTransaction transaction, long after, CancellationToken cancel)
    {
        var pack = (await PackRows.ReadAsync(transaction, "number = (select min(number) from insights_packs where number > @after)", new { after }, cancel)).SingleOrDefault();
        if (pack is null)
            return (null, []);
        IReadOnlyList<string> ids = [.. Enumerable.Range(0, pack.Count).Select(i => pack.Ids[i])];
        var places = (await transaction.ListAsync<string>("select conversation_id from insights_talks where pack = @Number", new { pack.Number }, cancel)).ToHashSet();
        var changed = (await transaction.ListAsync<string>(
            $"select conversation_id from insights_changes where {_database.Dialect.In("conversation_id", "ids")}", new { ids = ids.ToArray() }, cancel)).ToHashSet();
        var talks = (await TalkRows.ReadAsync(transaction, _database.Dialect, new(_database.Dialect.In("c.id", "ids"), null, IsMost: false) { Ids = ids }, cancel)).ToDictionary(t => t.Id);
        var faults = ids.GroupBy(id => id).Where(g => g.Count() > 1 || !places.Contains(g.Key)).Select(g => (g.Key, "is in its pack twice, or not at its place"))
            .Concat(places.Except(ids).Select(id => (id, "is not in its pack"))).ToList();
        for (var i = 0; i < pack.Count; i++)
            if (!changed.Contains(ids[i]) && !(talks.TryGetValue(ids[i], out var talk) && Alone(PackPen.Of([talk]).Single(), 0).SequenceEqual(Alone(pack, i))))
                faults.Add((ids[i], "its pack does not say what its rows say"));
        return (pack.Number, faults);
    }

    /// <summary>All that a pack says of a conversation.</summary>
    private static byte[] Alone(Pack pack, int talk) => PackPen.Of(pack.AccountId, pack.Channel, [(pack, talk)]).Write();

    private async Task<IEnumerable<(string, string)>> StraysAsync(CancellationToken cancel) =>
        (await _database.ListAsync<string>(
            """
            select c.id
            from conversations c
            left join insights_talks t on t.conversation_id = c.id
            left join insights_changes h on h.conversation_id = c.id
            where c.merged_into is null and t.pack is null and h.times is null
            """,
            null, cancel)).Select(id => (id, "is in no pack"));
}
