using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>The cookie of a session: out of reach of scripts, not sent along by other sites' forms, and over TLS bound to this very host.</summary>
internal sealed class SessionCookie(PublicAddress address)
{
    public string? Read(HttpRequest request) => request.Cookies[Name(request)];

    public void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name(context.Request), secret, Options(context.Request, Sessions.Longest));

    public void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context.Request), Options(context.Request, null));

    private string Name(HttpRequest request) => address.IsSecure(request) ? "__Host-inbox" : "inbox";

    private CookieOptions Options(HttpRequest request, TimeSpan? life) =>
        new() { HttpOnly = true, Secure = address.IsSecure(request), SameSite = SameSiteMode.Lax, Path = "/", MaxAge = life, IsEssential = true };
}
