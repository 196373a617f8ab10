using System.Data.Common;
using Dapper;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Reads and writes stored packs.</summary>
internal static class PackRows
{
    /// <param name="transaction">Where they are.</param>
    /// <param name="condition">Which ones.</param>
    /// <param name="values">What the condition means.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<List<Pack>> ReadAsync(DbTransaction transaction, string condition, object? values, CancellationToken cancel)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(new CommandDefinition(
            $"select number, version, account_id, channel, body from insights_packs where {condition} order by number", values, transaction, cancellationToken: cancel));
        var packs = new List<Pack>();
        while (await reader.ReadAsync(cancel))
            packs.Add(Pack.Read(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4)));
        return packs;
    }

    /// <summary>Writes a pack, under its number or as a new one; its number.</summary>
    public static async Task<long> SaveAsync(DbTransaction transaction, long? number, Pack pack, CancellationToken cancel)
    {
        var moments = pack.Said.Select(s => s.At).Concat(pack.Asks.SelectMany(a => new[] { a.AskedAt, a.EndedBy(a.AskedAt) })).Concat(pack.Talks.Where(t => t.BeganAt != PackedAsk.Never).Select(t => t.BeganAt)).DefaultIfEmpty();
        var values = new { number, pack.AccountId, pack.Channel, pack.Count, First = moments.Min(), Last = moments.Max(), Waiting = pack.Asks.Count(a => a.IsWaiting), Body = pack.Write() };
        return await transaction.OneAsync<long>(
            number is null
                ? """
                  insert into insights_packs (account_id, channel, version, conversations, first_at, last_at, waiting, body)
                  values (@AccountId, @Channel, 1, @Count, @First, @Last, @Waiting, @Body)
                  returning number
                  """
                : """
                  update insights_packs
                  set version = version + 1, conversations = @Count, first_at = @First, last_at = @Last, waiting = @Waiting, body = @Body
                  where number = @number
                  returning number
                  """,
            values, cancel);
    }
}
