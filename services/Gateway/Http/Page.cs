using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Inbox.Gateway;

/// <summary>The built web page. Files with a hash in their name are kept for ever; the page itself is asked for each time. Paths of the API never fall back to it.</summary>
internal static class Page
{
    private static readonly string[] NeverThePage = ["/api", "/hooks", "/chat", "/t", "/digest", "/live", "/openapi", "/health", "/metrics", "/assets"];

    /// <summary>
    /// The empty document that a mail is put into once a person asked for its pictures: the only place that may load them from elsewhere. Nothing runs in it.
    /// </summary>
    private const string MailFrame = "/mail-frame.html";

    private const string MailFramePolicy =
        "default-src 'none'; img-src 'self' data: blob: https: http:; style-src 'self' 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Files that are there; before routing, which would take their paths for the API's.</summary>
    public static void UseFiles(WebApplication app, string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
            return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
            OnPrepareResponse = c => Prepare(c.Context),
        });
    }

    public static void Map(WebApplication app, string? folder)
    {
        foreach (var path in NeverThePage)
            app.MapFallback(path + "/{**rest}", OtherMethods.AnswerAsync).AllowAnonymous().ExcludeFromDescription();
        if (folder is null || !Directory.Exists(folder))
            return;
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.MapFallback("{**path:nonfile}", context => Show(context, files).ExecuteAsync(context)).AllowAnonymous().ExcludeFromDescription();
    }

    private static void Prepare(HttpContext context)
    {
        context.Response.Headers.CacheControl = context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.Path == MailFrame)
            context.Response.Headers.ContentSecurityPolicy = MailFramePolicy;
    }

    private static IResult Show(HttpContext context, PhysicalFileProvider files)
    {
        var file = files.GetFileInfo("index.html");
        if (!file.Exists)
            return Problems.NotFound("page", "index.html");
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.PhysicalFile(file.PhysicalPath!, "text/html; charset=utf-8");
    }
}
