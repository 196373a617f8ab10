using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>ASP.NET's view of a caller.</summary>
internal sealed class CallerPrincipal(Caller caller) : ClaimsPrincipal(new ClaimsIdentity("inbox"))
{
    public Caller Caller => caller;
}

internal static class CallerOf
{
    /// <summary>Who sent the request; null for strangers.</summary>
    public static Caller? Caller(this HttpContext context) => (context.User as CallerPrincipal)?.Caller;
}
