using System.ComponentModel.DataAnnotations;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>What could not be read or taken up: to see, to download, to run again.</summary>
internal static class QuarantineEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var quarantine = api.MapGroup("/quarantine").WithTags("Quarantine").Requires(Right.Manage);
        quarantine.MapGet("", ListAsync);
        quarantine.MapGet("/{id}/raw", RawAsync).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        quarantine.MapPost("/{id}/replays", ReplayAsync);
    }

    private static async Task<Ok<Listed<QuarantinedShown>>> ListAsync(
        Caller caller, Access access, Quarantine quarantine, CancellationToken cancel, string? cursor = null, [Range(1, 200)] int limit = 50)
    {
        var scope = await access.ScopeAsync(caller, cancel);
        var size = Math.Clamp(limit, 1, 200);
        var seen = new List<Quarantined>();
        for (var before = cursor; seen.Count <= size;)
        {
            var page = await quarantine.ListAsync(before, size + 1, cancel);
            seen.AddRange(page.Where(q => scope.Contains(q.AccountId)));
            if (page.Count <= size)
                break;
            before = page[^1].Id;
        }
        return TypedResults.Ok(Listed.Page(seen, size, q => new QuarantinedShown(q.Id, q.AccountId, q.Reason, q.CreatedAt.Time(), q.Size), q => q.Id));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> RawAsync(
        string id, HttpContext context, QuarantineDoor door, Payloads payloads, AuditTrail audit, CancellationToken cancel)
    {
        if (await door.FindAsync(id, cancel) is not { PayloadId: { } payloadId } || await payloads.FindAsync(payloadId, cancel) is not { Content.Length: > 0 } raw)
            return Problems.NotFound("raw content of a quarantined entry", id);
        await audit.NoteAsync(new(AuditAction.RawRead, context.Caller(), ClientAddress.Of(context), id), cancel);
        return Download.Of(context, raw.Content, raw.MediaType == "message/rfc822" ? $"{id}.eml" : $"{id}.bin");
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReplayAsync(
        string id, HttpContext context, QuarantineDoor door, QuarantineReplay replay, AuditTrail audit, CancellationToken cancel)
    {
        if (await door.FindAsync(id, cancel) is not { } entry || !await replay.RunAsync(entry, cancel))
            return Problems.NotFound("quarantined entry", id);
        await audit.NoteAsync(new(AuditAction.QuarantineReplayed, context.Caller(), ClientAddress.Of(context), id), cancel);
        return TypedResults.Accepted((string?)null);
    }
}

internal sealed record QuarantinedShown(string Id, string AccountId, string Reason, DateTimeOffset At, long Size);

/// <summary>Lets the caller at an entry when its account is theirs to see.</summary>
internal sealed class QuarantineDoor(Quarantine quarantine, Access access, Caller caller)
{
    public async Task<Quarantined?> FindAsync(string id, CancellationToken cancel) =>
        await quarantine.FindAsync(id, cancel) is { } entry && (await access.ScopeAsync(caller, cancel)).Contains(entry.AccountId) ? entry : null;
}

/// <summary>Runs an entry again: an event goes back into intake; bytes that nobody could read go back to their connector; what an erasure emptied is put away.</summary>
internal sealed class QuarantineReplay(Quarantine quarantine, IBus bus)
{
    public async Task<bool> RunAsync(Quarantined entry, CancellationToken cancel)
    {
        if (entry.Name is not null)
            return await quarantine.ReplayEventAsync(entry.Id, cancel);
        if (entry.Size == 0)
            return await quarantine.PutAwayAsync(entry.Id, cancel);
        await bus.Publish(new ReplayPayload(entry.Id), cancel);
        return entry.PayloadId is not null;
    }
}
