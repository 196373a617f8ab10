using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>How soon the people of an account are to be answered.</summary>
internal static class TargetEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/accounts/{id}/targets").WithTags("Accounts").Requires(Right.Read).MapGet("", ReadAsync);
        api.MapGroup("/accounts/{id}/targets").WithTags("Accounts").Requires(Right.Manage).MapPut("", SetAsync);
    }

    /// <summary>The targets that hold now; null when the account has none.</summary>
    private static async Task<Results<Ok<AnswerTargets>, ProblemHttpResult>> ReadAsync(string id, ConversationDoor door, Targets targets, CancellationToken cancel) =>
        (await door.ScopeAsync(cancel)).Contains(id) ? TypedResults.Ok(await targets.ListAsync(id, cancel) is [var newest, ..] ? newest : null) : Problems.NotFound("account", id);

    private static async Task<Results<Ok<AnswerTargets>, ProblemHttpResult>> SetAsync(string id, TargetsBody body, ConversationDoor door, Targets targets, CancellationToken cancel)
    {
        if (!(await door.ScopeAsync(cancel)).Contains(id))
            return Problems.NotFound("account", id);
        return await targets.SetAsync(id, [.. body.Targets.Select(t => new AnswerTarget(t.Priority, t.FirstMinutes, t.NextMinutes, t.InWorkingTime))], body.Since, cancel) switch
        {
            Outcome<AnswerTargets>.Done done => TypedResults.Ok(done.Value),
            var other => ConversationDoor.Refused(other, "account", id),
        };
    }
}

internal sealed record TargetsBody : IBody
{
    /// <summary>One for each priority that has one; none takes them away.</summary>
    [MaxLength(4)]
    public required IReadOnlyList<TargetBody> Targets { get; init; }

    /// <summary>What ended since then is held against them too; absent for what waits now and comes later.</summary>
    public DateTimeOffset? Since { get; init; }
}

internal sealed record TargetBody : IBody
{
    /// <summary>urgent, high, normal or low.</summary>
    [StringLength(20, MinimumLength = 1)]
    public required string Priority { get; init; }

    /// <summary>For the first ask of an episode; absent for no target.</summary>
    [Range(1, Targets.MostMinutes)]
    public int? FirstMinutes { get; init; }

    /// <summary>For later asks.</summary>
    [Range(1, Targets.MostMinutes)]
    public int? NextMinutes { get; init; }

    /// <summary>Whether only the account's working hours count.</summary>
    public bool InWorkingTime { get; init; }
}
