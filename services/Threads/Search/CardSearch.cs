using Dapper;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Finds conversations by words, the latest matching message first. Hits are read newest first and only until the page is full, so a common word costs no
/// more than a rare one.
/// </summary>
internal static class CardSearch
{
    private const int Chunk = 400;

    public static async Task<List<CardRow>> RowsAsync(
        Database database, IReadOnlyList<IReadOnlyList<string>> words, CardFilter filter, Place place, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var query = database.Dialect.WordQuery(words);
        var start = place == Place.Start ? long.MaxValue : place.Key;
        var (rows, before) = (new List<CardRow>(), start);
        while (rows.Count < limit)
        {
            var hits = (await connection.QueryAsync<CardRow>(new CommandDefinition(
                Hits(database.Dialect, filter), CardConditions.Values(filter, new { query, before, chunk = Chunk }), cancellationToken: cancel))).AsList();
            var fresh = hits.DistinctBy(h => h.Id).Where(h => !rows.Exists(r => r.Id == h.Id)).ToList();
            rows.AddRange(start == long.MaxValue ? fresh : await UnseenAsync(connection, database.Dialect, query, start, fresh, cancel));
            if (hits.Count < Chunk)
                break;
            before = hits[^1].Position;
        }
        return [.. rows.Take(limit)];
    }

    private static string Hits(Dialect dialect, CardFilter filter) =>
        $"""
        {CardRow.Select.Replace("c.position", "search.rowid as Position", StringComparison.Ordinal).Replace("from conversations c", From, StringComparison.Ordinal)}
        where {dialect.HasWords("search", "query")} and search.rowid < @before and c.merged_into is null {CardConditions.Of(filter, dialect)}
        order by search.rowid desc
        limit @chunk
        """;

    // "cross join" keeps SQLite from starting anywhere but with the words.
    private const string From = """
        from search
        cross join messages m
        join conversations c on c.id = m.conversation_id and m.seq = search.rowid
        """;

    /// <summary>Leaves out conversations that a page before has shown, for a later message.</summary>
    private static async Task<IEnumerable<CardRow>> UnseenAsync(
        System.Data.Common.DbConnection connection, Dialect dialect, string query, long start, List<CardRow> rows, CancellationToken cancel)
    {
        var seen = (await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            select distinct m.conversation_id
            from messages m
            join search on search.rowid = m.seq
            where {dialect.In("m.conversation_id", "ids")} and m.seq >= @start and {dialect.HasWords("search", "query")}
            """,
            new { ids = rows.Select(r => r.Id).ToArray(), start, query }, cancellationToken: cancel))).ToHashSet();
        return rows.Where(r => !seen.Contains(r.Id));
    }
}
