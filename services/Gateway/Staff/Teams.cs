using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Teams: which members see which accounts.</summary>
internal sealed class Teams(Database database, TimeProvider clock)
{
    public async Task<IReadOnlyList<Team>> ListAsync(CancellationToken cancel)
    {
        var teams = await database.ListAsync<TeamRow>("select id, name from teams order by id", null, cancel);
        var staff = await database.ListAsync<TeamPart>("select team_id as TeamId, staff_id as Part from team_members order by staff_id", null, cancel);
        var accounts = await database.ListAsync<TeamPart>("select team_id as TeamId, account_id as Part from team_accounts order by account_id", null, cancel);
        return [.. teams.Select(t => new Team(t.Id, t.Name, Parts(staff, t.Id), Parts(accounts, t.Id)))];
    }

    /// <summary>Creates or replaces a team; null when a member or an account does not exist, or the team to replace is not there.</summary>
    public Task<Team?> SaveAsync(string? id, string name, IReadOnlyList<string> staff, IReadOnlyList<string> accounts, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                if (!await AllThereAsync(transaction, "staff", staff, cancel) || !await AllThereAsync(transaction, "accounts", accounts, cancel))
                    return null;
                var teamId = id ?? Id.New(clock);
                var written = id is null
                    ? await transaction.RunAsync(
                        "insert into teams (id, name, created_at) values (@teamId, @name, @at)",
                        new { teamId, name, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancel)
                    : await transaction.RunAsync("update teams set name = @name where id = @teamId", new { teamId, name }, cancel);
                if (written == 0)
                    return null;
                await EmptyAsync(transaction, teamId, cancel);
                foreach (var part in staff.Distinct())
                    await transaction.RunAsync("insert into team_members (team_id, staff_id) values (@teamId, @part)", new { teamId, part }, cancel);
                foreach (var part in accounts.Distinct())
                    await transaction.RunAsync("insert into team_accounts (team_id, account_id) values (@teamId, @part)", new { teamId, part }, cancel);
                return new Team(teamId, name, [.. staff.Distinct()], [.. accounts.Distinct()]);
            },
            cancel);

    public Task<bool> RemoveAsync(string id, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await EmptyAsync(transaction, id, cancel);
                return await transaction.RunAsync("delete from teams where id = @id", new { id }, cancel) > 0;
            },
            cancel);

    private static async Task EmptyAsync(DbTransaction transaction, string id, CancellationToken cancel)
    {
        await transaction.RunAsync("delete from team_members where team_id = @id", new { id }, cancel);
        await transaction.RunAsync("delete from team_accounts where team_id = @id", new { id }, cancel);
    }

    private async Task<bool> AllThereAsync(DbTransaction transaction, string table, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return true;
        var sql = table == "staff"
            ? $"select count(*) from staff where {database.Dialect.In("id", "ids")}"
            : $"select count(*) from accounts where removed_at is null and {database.Dialect.In("id", "ids")}";
        return await transaction.OneAsync<long>(sql, new { ids = ids.Distinct().ToArray() }, cancel) == ids.Distinct().Count();
    }

    private static IReadOnlyList<string> Parts(List<TeamPart> parts, string team) => [.. parts.Where(p => p.TeamId == team).Select(p => p.Part)];

    private sealed record TeamRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
    }

    private sealed record TeamPart
    {
        public required string TeamId { get; init; }
        public required string Part { get; init; }
    }
}

internal sealed record Team(string Id, string Name, IReadOnlyList<string> Staff, IReadOnlyList<string> Accounts);
