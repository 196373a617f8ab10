using System.Security.Cryptography;
using Inbox.Gateway;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Inbox.Host;

/// <summary>
/// Signs in whoever opens the demo's link, without typing. It works for as long as the demo runs, so that a second window or a telephone gets in too; there is
/// nothing behind it but invented people. It signs in through the ordinary API with a password that nobody knows, and passes the cookie on.
/// </summary>
internal sealed class DemoDoor(IServer server, FirstAdministrator first) : IStartupFilter
{
    private readonly string _key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly string _password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));

    /// <summary>The path of the link.</summary>
    public string Path => $"/demo/{_key}";

    /// <summary>Makes the person in front of the screen the first administrator.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        var token = (await first.LinkAsync(cancel))!.Split('#')[1];
        using var answer = await PostAsync("claim", new { token, DemoStaff.You.Name, DemoStaff.You.Email, password = _password }, cancel);
        answer.EnsureSuccessStatusCode();
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((HttpContext context, RequestDelegate go) => context.Request.Path == Path && HttpMethods.IsGet(context.Request.Method) ? EnterAsync(context) : go(context));
        next(app);
    };

    private async Task EnterAsync(HttpContext context)
    {
        using var answer = await PostAsync("", new { DemoStaff.You.Email, password = _password }, context.RequestAborted);
        if (answer.IsSuccessStatusCode)
            context.Response.Headers.SetCookie = answer.Headers.GetValues("Set-Cookie").ToArray();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Redirect("/");
    }

    private async Task<HttpResponseMessage> PostAsync(string resource, object body, CancellationToken cancel)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First()
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new($"{address}/api/v1/") };
        client.DefaultRequestHeaders.Add("X-Inbox", "1");
        return await client.PostAsJsonAsync($"session/{resource}".TrimEnd('/'), body, cancel);
    }
}
