using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Inbox.Gateway;

/// <summary>Finds out who sends a request: a bearer token in the Authorization header, else the session cookie. Never anything in the URL.</summary>
internal sealed class InboxAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SignInParts parts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "inbox";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var caller = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? await parts.Tokens.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted)
            : parts.Cookie.Read(Request) is { } secret ? await parts.Sessions.FindAsync(secret, Context.RequestAborted) : null;
        return caller is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new(new CallerPrincipal(caller), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Unauthorized().ExecuteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        await parts.Denials.NoteAsync(Context, "role");
        await Problems.Forbidden("Your role does not allow this. Ask an administrator if it should.").ExecuteAsync(Context);
    }
}

/// <summary>What authentication needs.</summary>
internal sealed record SignInParts(ApiTokens Tokens, Sessions Sessions, SessionCookie Cookie, Denials Denials);
