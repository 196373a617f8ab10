using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>The names of staff, and of the tokens that act like them.</summary>
internal sealed class StaffNames(Database database)
{
    public async Task<IReadOnlyDictionary<string, StaffRef>> OfAsync(IEnumerable<string?> ids, CancellationToken cancel)
    {
        var wanted = ids.OfType<string>().Distinct().ToArray();
        if (wanted.Length == 0)
            return new Dictionary<string, StaffRef>();
        var rows = await database.ListAsync<StaffName>(
            $"""
            select id, name from staff where {database.Dialect.In("id", "wanted")}
            union all
            select id, name from tokens where {database.Dialect.In("id", "wanted")}
            """,
            new { wanted }, cancel);
        return rows.ToDictionary(r => r.Id, r => new StaffRef(r.Id, r.Name));
    }

    private sealed record StaffName
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
    }
}
