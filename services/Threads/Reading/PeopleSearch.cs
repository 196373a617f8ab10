using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Finds people by how they are called or reached.</summary>
public sealed class PeopleSearch(Database database, People people)
{
    private const int FirstHits = 500, MostHits = 5_000;

    /// <summary>People with a conversation in one of the visible accounts (null for all), the newest first.</summary>
    /// <param name="text">Beginnings of words in a name, a handle or an address, without regard to accents; empty for anybody.</param>
    /// <param name="visible">The accounts that the reader sees; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Stops the search.</param>
    public async Task<IReadOnlyList<PersonView>> FindAsync(string text, IReadOnlyList<string>? visible, int limit, CancellationToken cancel)
    {
        var words = SearchText.Words(text, letters: 1);
        if (words.Count == 0 && !string.IsNullOrWhiteSpace(text))
            return [];
        var sees = $"""
            p.merged_into is null
              and exists (
                select 1
                from conversations c
                where c.person_id = p.id and c.merged_into is null {(visible is null ? "" : $"and {database.Dialect.In("c.account_id", "visible")}")})
            """;
        Task<List<string>> IdsAsync(string sql, int most) =>
            database.ListAsync<string>(sql, new { query = database.Dialect.WordQuery(words, []), visible = visible?.ToArray() ?? [], limit, most }, cancel);
        var ids = words.Count == 0 ? await IdsAsync($"select p.id from people p where {sees} order by p.id desc limit @limit", 0) : await IdsAsync(Named(sees), FirstHits);
        if (words.Count > 0 && ids.Count < limit)
            ids = await IdsAsync(Named(sees), MostHits);
        var found = new List<PersonView>(ids.Count);
        foreach (var id in ids)
            if (await people.FindAsync(id, cancel) is { } person)
                found.Add(person);
        return found;
    }

    private string Named(string sees) =>
        $"""
        with hits as materialized (
          select people_search.rowid as seq
          from people_search
          where {database.Dialect.HasWords("people_search", "query")}
          order by people_search.rowid desc
          limit @most)
        select p.id
        from hits h
        cross join identities i
        join people p on p.id = i.person_id and i.seq = h.seq
        where {sees}
        group by p.id
        order by max(h.seq) desc
        limit @limit
        """;
}
