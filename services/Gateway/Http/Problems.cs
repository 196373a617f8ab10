using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>Errors as RFC 9457 problem details: what happened, where, and what to do next.</summary>
internal sealed class Problems(ILogger<Problems> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "2";

    public static ProblemHttpResult Unauthorized(string? detail = null) =>
        Of(StatusCodes.Status401Unauthorized, "Not signed in", detail ?? "Sign in, or send a token as 'Authorization: Bearer …'.");

    public static ProblemHttpResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "Not allowed", detail);

    /// <summary>The same for what is not there and for what the caller may not see.</summary>
    public static ProblemHttpResult NotFound(string what, string id) =>
        Of(StatusCodes.Status404NotFound, "Not found", $"There is no {what} '{id}', or you may not see it.");

    public static ProblemHttpResult WrongMethod(string method, string allowed) =>
        Of(StatusCodes.Status405MethodNotAllowed, "Not with this method", $"{method} is not taken at this address; {allowed} is.");

    public static ProblemHttpResult Conflict(string detail, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Conflict", extensions: more);

    public static ProblemHttpResult TooMany(string detail) => Of(StatusCodes.Status429TooManyRequests, "Too many tries", detail);

    public static ProblemHttpResult Unavailable(string detail) => Of(StatusCodes.Status503ServiceUnavailable, "Not reachable", detail);

    public static ProblemHttpResult TooLarge(long limit) =>
        Of(StatusCodes.Status413PayloadTooLarge, "Too large", $"The request's body is larger than {limit} bytes. Send less, or split it.");

    /// <summary>Something in the body will not do; by the setting's or field's name.</summary>
    /// <param name="errors">In words.</param>
    /// <param name="codes">By kind, for a page that speaks another language than we do.</param>
    /// <param name="until">Until when it would have done.</param>
    public static ProblemHttpResult Invalid(IEnumerable<(string Key, string Message)> errors, IEnumerable<(string Key, string Code)>? codes = null, DateTimeOffset? until = null)
    {
        var more = new Dictionary<string, object?> { ["errors"] = ByKey(errors) };
        if (codes is not null)
            more["codes"] = ByKey(codes);
        if (until is { } end)
            more["until"] = end;
        return TypedResults.Problem("Mend what 'errors' names and send it again.", statusCode: StatusCodes.Status422UnprocessableEntity, title: "Not accepted", extensions: more);
    }

    private static Dictionary<string, string[]> ByKey(IEnumerable<(string Key, string Text)> all) => all.GroupBy(e => e.Key).ToDictionary(g => g.Key, g => g.Select(e => e.Text).ToArray());

    public static ProblemHttpResult Invalid(string key, string message) => Invalid([(key, message)]);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(30_000_000),
            BadHttpRequestException bad => Of(bad.StatusCode, "Bad request", bad.InnerException is System.Text.Json.JsonException json
                ? $"The body is not the JSON that was expected{(json.Path is null ? "" : $", at {json.Path}")}{Missing(json)}. Compare it with /openapi/v1.json."
                : bad.Message),
            DbException { IsTransient: true } => Unavailable("The database cannot be reached just now. Nothing was changed; try again in a moment."),
            _ => null,
        };
        if (problem is { StatusCode: StatusCodes.Status503ServiceUnavailable })
        {
            logger.LogWarning(exception, "{Method} {Path} found no database", httpContext.Request.Method, httpContext.Request.Path);
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
        if (problem is null)
        {
            logger.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
            problem = Of(StatusCodes.Status500InternalServerError, "Our mistake", "Something failed here. Try again; if it stays, the log says more.");
        }
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The serializer names the fields that are missing, after the names of our types, which are nobody's business.</summary>
    private static string Missing(System.Text.Json.JsonException e) =>
        e.Message.IndexOf("missing required properties including: ", StringComparison.Ordinal) is >= 0 and var at && e.Message[at..].Split('\'') is { Length: > 1 } parts
            ? $": {string.Join(", ", parts.Where((_, i) => i % 2 == 1))} is missing"
            : "";

    private static ProblemHttpResult Of(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);
}
