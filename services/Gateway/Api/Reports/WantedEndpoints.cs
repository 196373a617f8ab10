using System.ComponentModel.DataAnnotations;
using Inbox.Insights;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Whom the team wants to reach, for the reports of channels and content that do not say it themselves.</summary>
internal static class WantedEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/wanted-who").WithTags("Reports").Requires(Right.Read).MapGet("", ReadAsync);
        api.MapGroup("/wanted-who").WithTags("Reports").Requires(Right.Manage).MapPut("", ChooseAsync);
    }

    private static async Task<Ok<WantedShown>> ReadAsync(WantedWho wanted, CancellationToken cancel)
    {
        var who = await wanted.ReadAsync(cancel);
        return TypedResults.Ok(new WantedShown([.. ContextValues.Who.Where(who.Contains)], [.. ContextValues.Who.Where(ConversationsByContent.UsuallyWanted.Contains)]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChooseAsync(WantedBody body, Caller caller, HttpContext context, WantedWho wanted, AuditTrail audit, CancellationToken cancel)
    {
        if (body.Who.Except(ContextValues.Who).FirstOrDefault() is { } stranger)
            return Problems.Invalid("who", $"'{stranger}' is none of {string.Join(", ", ContextValues.Who)}.");
        var who = body.Who.Distinct().ToList();
        await wanted.ChooseAsync(who, cancel);
        await audit.NoteAsync(new(AuditAction.WantedWhoChosen, caller, ClientAddress.Of(context), Detail: string.Join(',', who)), cancel);
        return TypedResults.NoContent();
    }
}

/// <summary>Whom the team wants to reach.</summary>
/// <param name="Who">The values of a conversation's who.</param>
/// <param name="Usual">Those that count while nobody chose.</param>
internal sealed record WantedShown(IReadOnlyList<string> Who, IReadOnlyList<string> Usual);

internal sealed record WantedBody : IBody
{
    /// <summary>The values of a conversation's who: prospect, customer, former, influencer, partner, staff, other; at least one.</summary>
    [MinLength(1), MaxLength(20)]
    public required IReadOnlyList<string> Who { get; init; }
}
