using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Chat;

/// <summary>What stands on every answer, and what becomes of one that could not be stored: the browser keeps its message and sends it again.</summary>
internal sealed class ChatGuard(ILogger<ChatGuard> log) : IEndpointFilter
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        try
        {
            return await next(context);
        }
#pragma warning disable CA1031 // Whatever it was: the browser must send it again, and learns nothing of why.
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted && e is not BadHttpRequestException)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "A visitor's request was answered with 503");
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.Problem("That did not work just now. Try again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
