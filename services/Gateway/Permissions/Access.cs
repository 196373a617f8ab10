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
        Right.Manage => role is Role.Manager or Role.Admin,
        _ => role is Role.Admin,
    };

    /// <summary>The accounts that a caller may read, as the database says now.</summary>
    public async Task<AccountScope> ScopeAsync(Caller caller, CancellationToken cancel)
    {
        const string everything = "select id from accounts";
        const string theirs = """
            select a.id
            from accounts a
            where not exists (select 1 from team_accounts t where t.account_id = a.id)
               or exists (
                 select 1
                 from team_accounts t
                 join team_members m on m.team_id = t.team_id
                 where t.account_id = a.id and m.staff_id = @Id)
            """;
        var ids = await database.ListAsync<string>(caller.Role == Role.Admin ? everything : theirs, new { caller.Id }, cancel);
        return new(ids.ToHashSet());
    }
}
