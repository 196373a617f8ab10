using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Inbox.Gateway;

/// <summary>The built web page. Files with a hash in their name are kept for ever; the page itself is asked for each time. Paths of the API never fall back to it.</summary>
internal static class Page
{
    private static readonly string[] NeverThePage = ["/api", "/hooks", "/live", "/openapi", "/health", "/metrics", "/assets"];

    /// <summary>Files that are there; before routing, which would take their paths for the API's.</summary>
    public static void UseFiles(WebApplication app, string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
            return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
            OnPrepareResponse = c => c.Context.Response.Headers.CacheControl =
                c.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void Map(WebApplication app, string? folder)
    {
        foreach (var path in NeverThePage)
            app.MapFallback(path + "/{**rest}", (HttpContext context) => Problems.NotFound("address", context.Request.Path)).AllowAnonymous().ExcludeFromDescription();
        if (folder is null || !Directory.Exists(folder))
            return;
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.MapFallback("{**path:nonfile}", (Delegate)((HttpContext context) => ShowAsync(context, files))).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, PhysicalFileProvider files)
    {
        var file = files.GetFileInfo("index.html");
        if (!file.Exists)
            return Problems.NotFound("page", "index.html");
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.SendFileAsync(file);
        return Results.Empty;
    }
}
