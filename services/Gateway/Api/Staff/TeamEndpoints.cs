using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Teams: who sees which accounts.</summary>
internal static class TeamEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        // Managers read reports by team.
        api.MapGroup("/teams").WithTags("Staff").Requires(Right.Manage).MapGet("", async (Teams all, CancellationToken cancel) => TypedResults.Ok(Listed.All(await all.ListAsync(cancel))));
        var teams = api.MapGroup("/teams").WithTags("Staff").Requires(Right.Administer);
        teams.MapPost("", (TeamBody body, TeamChange change, CancellationToken cancel) => change.SaveAsync(null, body, cancel));
        teams.MapPut("/{id}", (string id, TeamBody body, TeamChange change, CancellationToken cancel) => change.SaveAsync(id, body, cancel));
        teams.MapDelete("/{id}", (string id, TeamChange change, CancellationToken cancel) => change.RemoveAsync(id, cancel));
    }
}

/// <summary>A change of a team, remembered in the audit and felt by open connections at once.</summary>
internal sealed class TeamChange(Teams teams, Schedules schedules, AuditTrail audit, LiveConnections live, IHttpContextAccessor http)
{
    public async Task<Results<Ok<Team>, ProblemHttpResult>> SaveAsync(string? id, TeamBody body, CancellationToken cancel)
    {
        if (await teams.SaveAsync(id, body.Name.Trim(), body.Staff, body.Accounts, cancel) is not { } team)
            return id is not null && (await teams.ListAsync(cancel)).All(t => t.Id != id)
                ? Problems.NotFound("team", id)
                : Problems.Invalid("staff", "One of the members or accounts does not exist. Load the lists again.");
        foreach (var account in (await schedules.AccountsAsync(team.Id, cancel)).Except(team.Accounts))
            await schedules.FollowAsync(account, account, cancel);
        await DoneAsync(AuditAction.TeamSaved, team.Id, $"{team.Staff.Count} members, {team.Accounts.Count} accounts", cancel);
        return TypedResults.Ok(team);
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, CancellationToken cancel)
    {
        if ((await teams.ListAsync(cancel)).All(t => t.Id != id))
            return Problems.NotFound("team", id);
        await schedules.EndAsync(id, cancel); // before it, so that who is interrupted can do it again
        await teams.RemoveAsync(id, cancel);
        await DoneAsync(AuditAction.TeamRemoved, id, null, cancel);
        return TypedResults.NoContent();
    }

    private async Task DoneAsync(string action, string id, string? detail, CancellationToken cancel)
    {
        var context = http.HttpContext!;
        await audit.NoteAsync(new(action, context.Caller(), ClientAddress.Of(context), id, detail), cancel);
        await live.CheckAsync(cancel);
    }
}

internal sealed record TeamBody : IBody
{
    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    [MaxLength(1000)]
    public IReadOnlyList<string> Staff { get; init; } = [];

    [MaxLength(1000)]
    public IReadOnlyList<string> Accounts { get; init; } = [];
}
