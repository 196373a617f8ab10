using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Finds conversations by words. The latest matching message of each comes first, so a common word costs no more than a page.</summary>
internal static class CardSearch
{
    public static Task<List<CardRow>> RowsAsync(
        Database database, IReadOnlyList<IReadOnlyList<string>> words, CardFilter filter, Place place, int limit, CancellationToken cancel)
    {
        var dialect = database.Dialect;
        var before = place == Place.Start ? long.MaxValue : place.Key;
        return database.ListAsync<CardRow>(
            $"""
            {CardRow.Select.Replace("c.position", "m.seq as Position", StringComparison.Ordinal)}
            join messages m on m.conversation_id = c.id
            join search on search.rowid = m.seq
            where {dialect.HasWords("search", "query")} and search.rowid < @before and c.merged_into is null {CardConditions.Of(filter, dialect)}
              and not exists (
                select 1
                from messages n
                join search later on later.rowid = n.seq
                where n.conversation_id = c.id and n.seq > m.seq and {dialect.HasWords("later", "query")})
            order by search.rowid desc
            limit @limit
            """,
            CardConditions.Values(filter, new { query = dialect.WordQuery(words), before, limit }), cancel);
    }
}
