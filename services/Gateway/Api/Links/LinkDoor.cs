using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>
/// Where tracked links lead away from: <c>/t/{reference}</c>. Only to the page that staff stored; nothing of the request is part of the answer, nothing of it is written down, and no cookie is set: who came is known from
/// what they say on that page, or not at all.
/// </summary>
internal static class LinkDoor
{
    public static void Map(WebApplication app) =>
        app.MapMethods("/t/{reference}", [HttpMethods.Get, HttpMethods.Head], FollowAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> FollowAsync(string reference, HttpContext http, TrackedLinks links, LinkBudget budget, CancellationToken cancel)
    {
        // The campaign may be taken back or led elsewhere at any time, so that nobody between keeps the answer.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (!budget.Take(ClientAddress.Of(http)))
        {
            http.Response.Headers.RetryAfter = "60";
            return Problems.TooMany("Many links were followed from your address. Wait a minute, then follow this one again.");
        }
        return await links.FindAsync(reference, cancel) is { } link ? TypedResults.Redirect(link.Location) : Problems.NotFound("link", reference);
    }
}
