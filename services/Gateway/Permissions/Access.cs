using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>
/// The one place that decides who may see and do what. Roles give rights; teams narrow which accounts are seen: an account that no team has is seen by
/// everybody, an account of teams only by their members and by admins.
/// </summary>
public sealed class Access(Database database)
{
    /// <summary>Whether a role has a right.</summary>
    internal static bool May(Role role, Right right) => right switch
    {
        Right.Read => true,
        Right.Answer => role is Role.Agent or Role.Manager or Role.Admin,
        Right.Promote => role is Role.Marketer or Role.Manager or Role.Admin,
        Right.Manage => role is Role.Manager or Role.Admin,
        _ => role is Role.Admin,
    };

    /// <summary>The accounts that a caller may read, as the database says now.</summary>
    public async Task<AccountScope> ScopeAsync(Caller caller, CancellationToken cancel)
    {
        var accounts = await database.ListAsync<Sight>(
            """
            select a.id, case
                when not exists (select 1 from team_accounts t where t.account_id = a.id) then 1
                when exists (
                  select 1
                  from team_accounts t
                  join team_members m on m.team_id = t.team_id
                  where t.account_id = a.id and m.staff_id = @Id) then 1
                else 0
              end as Seen
            from accounts a
            """,
            new { caller.Id }, cancel);
        var seen = accounts.Where(a => a.Seen == 1 || caller.Role == Role.Admin).Select(a => a.Id).ToHashSet();
        return new(seen, seen.Count == accounts.Count);
    }

    private sealed record Sight
    {
        public required string Id { get; init; }
        public int Seen { get; init; }
    }
}
