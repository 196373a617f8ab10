using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Views of the reports that staff keep. A shared one is offered to whoever is in a team with its owner, and to everybody where the owner is in none; it is an address only, so everybody sees there what they may.</summary>
internal sealed class SavedViews(Database database, TimeProvider clock)
{
    /// <summary>How many one member may keep.</summary>
    public const int Most = 100;

    /// <summary>A member's own, then those that others share; by name.</summary>
    public Task<List<SavedViewRow>> ListAsync(string staffId, CancellationToken cancel) =>
        database.ListAsync<SavedViewRow>(
            """
            select v.id, v.name, v.at, v.shared, v.staff_id as StaffId, s.name as StaffName
            from saved_views v
            join staff s on s.id = v.staff_id
            where v.staff_id = @staffId
              or v.shared = 1 and s.disabled_at is null and (
                not exists (select 1 from team_members m where m.staff_id = v.staff_id)
                or exists (
                  select 1
                  from team_members theirs
                  join team_members mine on mine.team_id = theirs.team_id
                  where theirs.staff_id = v.staff_id and mine.staff_id = @staffId))
            order by case when v.staff_id = @staffId then 0 else 1 end, v.name, v.id
            """,
            new { staffId }, cancel);

    /// <summary>Keeps a view; under a name that the member has already, in its place. Null when they keep too many.</summary>
    public Task<string?> SaveAsync(string staffId, string name, string at, bool shared, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, $"views/{staffId}", cancel);
                if (await transaction.OneAsync<long>("select count(*) from saved_views where staff_id = @staffId and name <> @name", new { staffId, name }, cancel) >= Most)
                    return null;
                return await transaction.OneAsync<string>(
                    """
                    insert into saved_views (id, staff_id, name, at, shared, created_at)
                    values (@id, @staffId, @name, @at, @shared, @now)
                    on conflict (staff_id, name) do update set at = excluded.at, shared = excluded.shared
                    returning id
                    """,
                    new { id = Id.New(clock), staffId, name, at, shared = shared ? 1 : 0, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancel);
            },
            cancel);

    /// <summary>Forgets one of the member's own; false when there is none.</summary>
    public async Task<bool> RemoveAsync(string staffId, string id, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.RunAsync("delete from saved_views where id = @id and staff_id = @staffId", new { id, staffId }, cancel), cancel) > 0;
}

internal sealed record SavedViewRow
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string At { get; init; }
    public int Shared { get; init; }
    public required string StaffId { get; init; }
    public required string StaffName { get; init; }
}
