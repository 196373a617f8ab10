using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Inbox.Connectors.Chat;

/// <summary>Where the built widget lies: <c>loader.js</c>, <c>app.js</c> and <c>app.css</c>.</summary>
public sealed record ChatFolder(string Path);

/// <summary>
/// The script that a site pastes, and the document behind it: hosted page and frame are one. A frame from our own origin keeps the site's style, scripts and policy out of
/// the chat, and the visitor's token out of the site.
/// </summary>
internal static class ChatPages
{
    private const string Fresh = "public, max-age=300";

    public static async Task<IResult> LoaderAsync(string account, HttpContext http, [FromServices] ChatSeats seats, [FromServices] ChatFolder folder)
    {
        // Other sites load it; anything else of ours they may not.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return await seats.AccountAsync(account, http.RequestAborted) is null ? ChatAnswers.Unknown : File(http, folder, "loader.js", "text/javascript; charset=utf-8");
    }

    public static IResult ScriptAsync(HttpContext http, [FromServices] ChatFolder folder) => File(http, folder, "app.js", "text/javascript; charset=utf-8");

    public static IResult StyleAsync(HttpContext http, [FromServices] ChatFolder folder) => File(http, folder, "app.css", "text/css; charset=utf-8");

    public static async Task<IResult> PageAsync(string account, HttpContext http, [FromServices] ChatSeats seats)
    {
        if (await seats.AccountAsync(account, http.RequestAborted) is not { } connected)
            return ChatAnswers.Unknown;
        var sites = ChatSettings.Sites(connected);
        var socket = $"{(http.Request.IsHttps ? "wss" : "ws")}://{http.Request.Host.Value}";
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self' {Safe(socket)}; base-uri 'none'; form-action 'none'; frame-ancestors {(sites.Count == 0 ? "*" : $"'self' {string.Join(' ', sites)}")}";
        // A site that isolates itself (COEP) may still show the frame.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        http.Response.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
        return Results.Text(Document(connected), "text/html; charset=utf-8");
    }

    private static string Document(ConnectedAccount account)
    {
        var (id, name) = (WebUtility.HtmlEncode(account.Account.Id), WebUtility.HtmlEncode(account.Account.Name));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
            <meta name="robots" content="noindex">
            <title>{name}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/chat/{id}/app.css">
            <script type="module" src="/chat/{id}/app.js"></script>
            </head>
            <body data-account="{id}" data-title="{name}" data-color="{ChatSettings.Color(account)}"></body>
            </html>
            """;
    }

    private static IResult File(HttpContext http, ChatFolder folder, string name, string type)
    {
        var file = new FileInfo(Path.Combine(folder.Path, name));
        if (!file.Exists)
            return Results.Problem("The chat was not built with this installation.", statusCode: StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = Fresh;
        return Results.File(file.FullName, type, lastModified: file.LastWriteTimeUtc, entityTag: new($"\"{file.LastWriteTimeUtc.Ticks:x}\""));
    }

    /// <summary>A Host header that could say more than a host in a policy says nothing there.</summary>
    private static string Safe(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && !origin.AsSpan().ContainsAny("; ,'\"") ? $"{uri.Scheme}://{uri.Authority}" : "";
}
