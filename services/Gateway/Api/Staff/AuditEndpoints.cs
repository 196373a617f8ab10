using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Who did what, newest first.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/audit").WithTags("Staff").Requires(Right.Administer).MapGet("", ListAsync);

    private static async Task<Ok<Listed<AuditShown>>> ListAsync(AuditTrail audit, CancellationToken cancel, string? cursor = null, [Range(1, 200)] int limit = 50)
    {
        var before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : long.MaxValue;
        var size = Math.Clamp(limit, 1, 200);
        return TypedResults.Ok(Listed.Page(
            await audit.ListAsync(before, size + 1, cancel), size,
            row => new AuditShown(row.Seq, row.At.Time(), row.Actor, row.ActorName, row.Address, row.Action, row.Subject, row.Detail),
            row => row.Seq.ToString(CultureInfo.InvariantCulture)));
    }
}

internal sealed record AuditShown(
    long Seq, DateTimeOffset At, string? ActorId, string? ActorName, string? Address, string Action, string? Subject, string? Detail);
