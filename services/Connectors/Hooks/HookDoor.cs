using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Hooks;

/// <summary>
/// Where platforms push to: <c>/hooks/{channel}/{accountId}</c>. Limit, verify, store, answer, in this order: 2xx only once what came is durable, 401 for a bad
/// signature, 413 for too much, 404 for an account that is not there, 503 when it could not be stored, or too much waits for that, and should come again.
/// </summary>
public static class HookDoor
{
    /// <summary>Bytes of the largest delivery that is taken.</summary>
    public const int MostBytes = 5_000_000;

    private const string RetryAfterSeconds = "5";

    /// <summary>Opens the door in a process with the connectors' role.</summary>
    public static void MapHooks(this IEndpointRouteBuilder app) =>
        app.MapMethods("/hooks/{channel}/{accountId}", ["GET", "POST"], HandleAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(string channel, string accountId, HttpContext http, HookDesk desk, ILogger<HookDesk> log)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        if (await BodyAsync(http) is not { } body)
            return Results.Problem($"A delivery has at most {MostBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
        try
        {
            return await desk.AnswerAsync(channel, accountId, http.Request, body, http.RequestAborted) switch
            {
                null => Results.Problem("There is no such account on this channel, or nothing is pushed to it. Copy the webhook address from Settings again.", statusCode: StatusCodes.Status404NotFound),
                HookAnswer.Refuse refused => Results.Problem(refused.Reason, statusCode: StatusCodes.Status401Unauthorized),
                HookAnswer.Later => Again(http, "More comes than can be stored just now. Send it again in a moment."),
                HookAnswer.Say say => Results.Text(say.Text, say.Type),
                _ => Results.Text("ok"),
            };
        }
#pragma warning disable CA1031 // Whatever kept it from being stored: the platform must send it again.
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "A delivery to account {AccountId} could not be stored; it was answered with 503", accountId);
            return Again(http, "It could not be stored. Send it again.");
        }
    }

    private static IResult Again(HttpContext http, string detail)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>All bytes; null when there are too many.</summary>
    private static async Task<byte[]?> BodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MostBytes)
            return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        try
        {
            using var all = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
            await http.Request.Body.CopyToAsync(all, http.RequestAborted);
            return all.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
