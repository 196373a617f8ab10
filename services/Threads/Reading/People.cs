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
        return new(row.Id, row.Name, Time.Of(row.CreatedAt), identities) { Merged = await MergedAsync(row.Id, cancel) };
    }

    /// <summary>Those who became part of a person, directly or with somebody else, the latest first.</summary>
    private async Task<IReadOnlyList<MergedView>> MergedAsync(string id, CancellationToken cancel) =>
        [.. (await database.ListAsync<MergedRow>(
            """
            with recursive part (id) as (
              select id from people where merged_into = @id
              union
              select p.id from people p join part on p.merged_into = part.id
            )
            select a.id as UndoId, p.name, a.at, a.staff_id as StaffId
            from part join people p on p.id = part.id join acts a on a.id = p.merge_act
            order by a.at desc, a.id desc
            """,
            new { id }, cancel)).Select(m => new MergedView(m.UndoId, m.Name, Time.Of(m.At), m.StaffId))];

    private sealed record MergedRow
    {
        public required string UndoId { get; init; }
        public string? Name { get; init; }
        public long At { get; init; }
        public string? StaffId { get; init; }
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
public sealed record PersonView(string Id, string? Name, DateTimeOffset Since, IReadOnlyList<IdentityView> Identities)
{
    /// <summary>Who was somebody else before, until a merge that can be undone.</summary>
    public IReadOnlyList<MergedView> Merged { get; init; } = [];
}

/// <summary>Somebody who became part of a person.</summary>
/// <param name="UndoId">The act that takes them apart again.</param>
/// <param name="Name">What they were called.</param>
/// <param name="At">When it was done.</param>
/// <param name="StaffId">Who did it; null when a channel proved that they are one.</param>
public sealed record MergedView(string UndoId, string? Name, DateTimeOffset At, string? StaffId);

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
