using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Finds people by how they are called or reached.</summary>
public sealed class PeopleSearch(Database database, People people)
{
    /// <summary>People with a conversation in one of the visible accounts (null for all), the newest first.</summary>
    /// <param name="text">A part of the name, a handle or an address; empty for anybody.</param>
    /// <param name="visible">The accounts that the reader sees; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Stops the search.</param>
    public async Task<IReadOnlyList<PersonView>> FindAsync(string text, IReadOnlyList<string>? visible, int limit, CancellationToken cancel)
    {
        var ids = await database.ListAsync<string>(
            $"""
            select p.id
            from people p
            where p.merged_into is null
              and exists (
                select 1
                from identities i
                where i.person_id = p.id
                  and (lower(p.name) like @like escape '!' or p.name like @asWritten escape '!' or lower(i.name) like @like escape '!' or lower(i.handle) like @like escape '!' or lower(i.address) like @like escape '!'))
              and exists (
                select 1
                from conversations c
                where c.person_id = p.id and c.merged_into is null {(visible is null ? "" : $"and {database.Dialect.In("c.account_id", "visible")}")})
            order by p.id desc
            limit @limit
            """,
            new { like = Like(text.ToLowerInvariant()), asWritten = Like(text), visible = visible?.ToArray() ?? [], limit }, cancel);
        var found = new List<PersonView>(ids.Count);
        foreach (var id in ids)
            if (await people.FindAsync(id, cancel) is { } person)
                found.Add(person);
        return found;
    }

    // SQLite's lower() knows ASCII only: hence also as it was written, for names like Élise.
    private static string Like(string text) =>
        $"%{text.Trim().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
