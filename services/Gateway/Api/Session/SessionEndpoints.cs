using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Signing in and out, and the one-time links that choose a password.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("").WithTags("Session").AllowAnonymous();
        open.MapGet("/setup", async (FirstAdministrator first, GatewayOptions options, CancellationToken cancel) =>
            TypedResults.Ok(new Setup(await first.IsNeededAsync(cancel), options.IsDemo, options.PublicUrl?.TrimEnd('/'))));
        open.MapPost("/session", SignInAsync);
        open.MapPost("/session/claim", ClaimAsync);
        api.MapGroup("").WithTags("Session").Requires(Right.Read).MapDelete("/session", SignOutAsync);
    }

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> SignInAsync(SignInBody body, HttpContext context, SignIn signIn, CancellationToken cancel) =>
        await signIn.WithPasswordAsync(body.Email, body.Password, context, cancel) switch
        {
            { Me: { } me } => TypedResults.Ok(me),
            { Limited: true } => TooMany(context),
            _ => Problems.Unauthorized("The address or the password is wrong, or the account is switched off. Try again, or ask an administrator for a new link."),
        };

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> ClaimAsync(ClaimBody body, HttpContext context, SignIn signIn, CancellationToken cancel)
    {
        var outcome = await signIn.WithLinkAsync(body, context, cancel);
        return outcome.Me is { } me ? TypedResults.Ok(me)
            : outcome.Errors is { Count: > 0 } errors ? Problems.Invalid(errors)
            : Problems.Unauthorized("This link was used, replaced or is older than 48 hours. Ask for a new one.");
    }

    private static async Task<NoContent> SignOutAsync(Caller caller, HttpContext context, SignIn signIn, CancellationToken cancel)
    {
        await signIn.OutAsync(caller, context, cancel);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "900";
        return Problems.TooMany("There were too many wrong tries. Wait 15 minutes, or ask an administrator for a new link.");
    }
}
