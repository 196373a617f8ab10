using Inbox.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Inbox.SystemTests.Channels;

/// <summary>Somebody else's website: of another origin, with a policy that allows as little as the README says, and with a style that would ruin whatever it reached.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Shop(WebApplication app, string url) => (_app, Url) = (app, url);

    public string Url { get; }

    /// <param name="inbox">Where the chat comes from.</param>
    /// <param name="account">Its account.</param>
    /// <param name="attributes">What else stands on the tag.</param>
    public static async Task<Shop> OpenAsync(Uri inbox, string account, string attributes = "")
    {
        var (origin, url) = (inbox.GetLeftPart(UriPartial.Authority), $"http://localhost:{FreePort.Next()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/ugly.css", () => Results.Text(
            "* { all: revert !important; font: 40px fantasy !important; color: lime !important; background: magenta !important; display: block !important; position: static !important; transform: rotate(9deg) !important } iframe, button { display: none !important }", "text/css"));
        app.MapGet("/{**path}", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; script-src 'self' {origin}; frame-src 'self' {origin}";
            return Results.Text(
                $"<!doctype html><html lang=\"en\"><head><title>Red roses</title><link rel=\"stylesheet\" href=\"/ugly.css\"></head><body><h1>Roses</h1><script async src=\"{origin}/chat/{account}.js\" {attributes}></script></body></html>", "text/html");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, url);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
