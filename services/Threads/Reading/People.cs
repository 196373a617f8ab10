using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Reads people.</summary>
public sealed class People(Database database)
{
    /// <summary>One person with all identities, or null. Follows merges.</summary>
    public async Task<PersonView?> FindAsync(string id, CancellationToken cancel)
    {
        PersonRow? row = null;
        for (string? at = id; at is not null; at = row?.MergedInto)
            row = await database.OneAsync<PersonRow>("select id, name, created_at as CreatedAt, merged_into as MergedInto from people where id = @at", new { at }, cancel);
        if (row is null)
            return null;
        var identities = await database.ListAsync<IdentityView>(
            "select id, channel, external_id as ExternalId, name, handle, address from identities where person_id = @id order by id", new { id = row.Id }, cancel);
        return new(row.Id, row.Name, Time.Of(row.CreatedAt), identities);
    }

    private sealed record PersonRow
    {
        public required string Id { get; init; }
        public string? Name { get; init; }
        public long CreatedAt { get; init; }
        public string? MergedInto { get; init; }
    }
}

/// <summary>A person and how they are known.</summary>
public sealed record PersonView(string Id, string? Name, DateTimeOffset Since, IReadOnlyList<IdentityView> Identities);

/// <summary>A person on one channel.</summary>
public sealed record IdentityView
{
    public required string Id { get; init; }
    public required string Channel { get; init; }
    public required string ExternalId { get; init; }
    public string? Name { get; init; }
    public string? Handle { get; init; }
    public string? Address { get; init; }
}
