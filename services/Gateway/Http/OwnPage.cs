using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>
/// Keeps the words of one member from going out in the name of another: the tabs of a browser share a session, so a page says whose it is, and a call that names
/// somebody else than the session does changes and shows nothing.
/// </summary>
internal sealed class OwnPage(RequestDelegate next)
{
    private const string Header = "X-Inbox-Staff";

    public Task InvokeAsync(HttpContext context)
    {
        var named = context.Request.Headers[Header].ToString();
        var open = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return named.Length == 0 || open || context.Caller() is not { Credential: Credential.Session } caller || caller.Id == named
            ? next(context)
            : Problems.Unauthorized("Somebody else has signed in here since this page was opened. Nothing was changed; sign in again to go on.").ExecuteAsync(context);
    }
}
