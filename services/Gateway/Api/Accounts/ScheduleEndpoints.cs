using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Inbox.WorkingHours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>The hours in which an account answers, its own or those of a team.</summary>
internal static class ScheduleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/accounts/{id}/schedule").WithTags("Accounts").Requires(Right.Read).MapGet("", ReadAsync);
        var account = api.MapGroup("/accounts/{id}/schedule").WithTags("Accounts").Requires(Right.Manage);
        account.MapPut("/owner", FollowAsync);
        MapOwner(account, (door, id, cancel) => door.AccountAsync(id, cancel));
        MapOwner(api.MapGroup("/teams/{id}/schedule").WithTags("Staff").Requires(Right.Manage), (door, id, cancel) => door.TeamAsync(id, cancel));
        api.MapGroup("/holidays").WithTags("Accounts").Requires(Right.Manage).MapPost("", Holidays);
    }

    /// <summary>The newest version of the hours that the account goes by; null when there are none.</summary>
    private static async Task<Results<Ok<ScheduleHours>, ProblemHttpResult>> ReadAsync(string id, ConversationDoor door, Schedules schedules, CancellationToken cancel) =>
        (await door.ScopeAsync(cancel)).Contains(id)
            ? TypedResults.Ok(await schedules.ListAsync(await schedules.OwnerAsync(id, cancel), cancel) is [var newest, ..] ? newest : null)
            : Problems.NotFound("account", id);

    /// <summary>Whose hours an account goes by from now on, and also for its past.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> FollowAsync(string id, OwnerBody body, ScheduleDoor door, Schedules schedules, CancellationToken cancel)
    {
        if ((await door.AccountAsync(id, cancel) ?? (body.TeamId is { } team ? await door.TeamAsync(team, cancel) : null)) is { } problem)
            return problem;
        await schedules.FollowAsync(id, body.TeamId ?? id, cancel);
        return TypedResults.NoContent();
    }

    private static void MapOwner(RouteGroupBuilder owner, Func<ScheduleDoor, string, CancellationToken, Task<ProblemHttpResult?>> guard)
    {
        owner.MapPut("", SetAsync);
        owner.MapGet("/versions", ListAsync);
        owner.MapDelete("/versions/{from}", RemoveAsync);
        owner.MapPost("/preview", PreviewAsync);

        async Task<Results<Ok<ScheduleHours>, ProblemHttpResult>> SetAsync(string id, ScheduleBody body, ScheduleDoor door, Schedules schedules, CancellationToken cancel) =>
            await guard(door, id, cancel) is { } problem ? problem : await schedules.SetAsync(id, body.Hours, cancel) switch
            {
                Outcome<ScheduleHours>.Done done => TypedResults.Ok(done.Value),
                var other => ConversationDoor.Refused(other, "schedule", id),
            };

        async Task<Results<Ok<ScheduleShown>, ProblemHttpResult>> ListAsync(string id, ScheduleDoor door, Schedules schedules, CancellationToken cancel)
        {
            if (await guard(door, id, cancel) is { } problem)
                return problem;
            var (goesBy, accounts) = (await schedules.OwnerAsync(id, cancel), await schedules.AccountsAsync(id, cancel));
            return TypedResults.Ok(new ScheduleShown(goesBy == id ? null : goesBy, await schedules.ListAsync(id, cancel), accounts, await schedules.LeftAsync([.. accounts, id], cancel)));
        }

        async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, string from, ScheduleDoor door, Schedules schedules, CancellationToken cancel) =>
            await guard(door, id, cancel) is { } problem ? problem : await schedules.RemoveAsync(id, from, cancel) ? TypedResults.NoContent() : Problems.NotFound("version", from);

        async Task<Results<Ok<HoursPreview>, ProblemHttpResult>> PreviewAsync(string id, ScheduleBody body, ScheduleDoor door, CancellationToken cancel, [StringLength(64)] string? team = null) =>
            (await guard(door, id, cancel) ?? (team is null ? null : await door.TeamAsync(team, cancel))) is { } problem ? problem : await door.PreviewAsync(id, team, body.Hours, cancel) switch
            {
                Outcome<HoursPreview>.Done done => TypedResults.Ok(done.Value),
                var other => ConversationDoor.Refused(other, "schedule", id),
            };
    }

    /// <summary>Reads the days off of an iCalendar file, from last year until three years on; stores nothing.</summary>
    private static Results<Ok<CalendarDays>, ProblemHttpResult> Holidays(CalendarBody body, TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return CalendarDays.Read(body.Calendar, new(today.Year - 1, 1, 1), new(today.Year + 3, 12, 31)) is { } days
            ? TypedResults.Ok(days)
            : Problems.Invalid("calendar", $"This is no calendar that can be read. Choose an iCalendar file (.ics) of at most {CalendarDays.MostDays} days off.");
    }
}
