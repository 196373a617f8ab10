using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Inbox.WorkingHours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>The hours in which an account answers.</summary>
internal static class ScheduleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/accounts/{id}/schedule").WithTags("Accounts").Requires(Right.Read).MapGet("", ReadAsync);
        api.MapGroup("/accounts/{id}/schedule").WithTags("Accounts").Requires(Right.Manage).MapPut("", SetAsync);
    }

    /// <summary>The newest version; null when the account has no hours.</summary>
    private static async Task<Results<Ok<ScheduleHours>, ProblemHttpResult>> ReadAsync(string id, ConversationDoor door, Schedules schedules, CancellationToken cancel) =>
        (await door.ScopeAsync(cancel)).Contains(id) ? TypedResults.Ok(await schedules.ListAsync(id, cancel) is [var newest, ..] ? newest : null) : Problems.NotFound("account", id);

    private static async Task<Results<Ok<ScheduleHours>, ProblemHttpResult>> SetAsync(
        string id, ScheduleBody body, ConversationDoor door, Schedules schedules, CancellationToken cancel)
    {
        if (!(await door.ScopeAsync(cancel)).Contains(id))
            return Problems.NotFound("account", id);
        var hours = new ScheduleHours(body.TimeZone, [.. body.Weekly.Select(w => new OpenHours(w.Days, w.From, w.To))], body.Holidays, body.ValidFrom);
        return await schedules.SetAsync(id, hours, cancel) switch
        {
            Outcome<ScheduleHours>.Done done => TypedResults.Ok(done.Value),
            var other => ConversationDoor.Refused(other, "account", id),
        };
    }
}

internal sealed record ScheduleBody : IBody
{
    /// <summary>An IANA name such as Europe/Paris.</summary>
    [StringLength(64, MinimumLength = 1)]
    public required string TimeZone { get; init; }

    [MaxLength(100)]
    public IReadOnlyList<HoursBody> Weekly { get; init; } = [];

    /// <summary>Days off, yyyy-MM-dd.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Holidays { get; init; } = [];

    /// <summary>The first day it holds, yyyy-MM-dd.</summary>
    [StringLength(10, MinimumLength = 10)]
    public required string ValidFrom { get; init; }
}

internal sealed record HoursBody : IBody
{
    /// <summary>1 Monday to 7 Sunday.</summary>
    [MaxLength(7)]
    public required IReadOnlyList<int> Days { get; init; }

    [StringLength(5, MinimumLength = 5)]
    public required string From { get; init; }

    [StringLength(5, MinimumLength = 5)]
    public required string To { get; init; }
}
