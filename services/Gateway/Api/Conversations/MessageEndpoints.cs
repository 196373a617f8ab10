using Inbox.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>A message's raw bytes, as they came.</summary>
internal static class MessageEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/messages/{id}").WithTags("Conversations").Requires(Right.Read)
            .MapGet("/raw", RawAsync).Produces(StatusCodes.Status200OK, contentType: "message/rfc822");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> RawAsync(
        string id, HttpContext context, ConversationDoor door, Payloads payloads, AuditTrail audit, CancellationToken cancel)
    {
        if (await door.MessageAsync(id, cancel) is not { PayloadId: { } payloadId } || await payloads.FindAsync(payloadId, cancel) is not { } raw)
            return Problems.NotFound("raw content of a message", id);
        await audit.NoteAsync(new(AuditAction.RawRead, door.Caller, ClientAddress.Of(context), id), cancel);
        return raw.MediaType == "message/rfc822" ? Download.Of(context, raw.Content, $"{id}.eml", "message/rfc822") : Download.Of(context, raw.Content, $"{id}.json");
    }
}
