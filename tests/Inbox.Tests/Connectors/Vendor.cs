using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Tests.Connectors;

/// <summary>A stand-in for a platform: a real web server on 127.0.0.1 that answers as a test says, and remembers what it was asked.</summary>
internal sealed class Vendor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Asked> _asked = new();

    private Vendor(Func<Asked, Answer> answer)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var asked = new Asked(http.Request.Method, http.Request.Path + http.Request.QueryString, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
            _asked.Enqueue(asked);
            var said = answer(asked);
            http.Response.StatusCode = said.Status;
            foreach (var (name, value) in said.Headers ?? [])
                http.Response.Headers[name] = value;
            http.Response.ContentType = said.Type;
            if (said.Flow is { } flow)
                await flow(http.Response.Body, http.RequestAborted);
            else
                await http.Response.Body.WriteAsync(said.Bytes ?? System.Text.Encoding.UTF8.GetBytes(said.Body), http.RequestAborted);
        });
    }

    public string Url => _app.Urls.First();

    public IReadOnlyList<Asked> Requests => [.. _asked];

    /// <summary>Starts it.</summary>
    public static async Task<Vendor> StartAsync(Func<Asked, Answer> answer)
    {
        var vendor = new Vendor(answer);
        await vendor._app.StartAsync(TestContext.Current.CancellationToken);
        return vendor;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A request as a platform sees it.</summary>
internal sealed record Asked(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>A header's value, or nothing.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public System.Text.Json.JsonElement Json => System.Text.Json.JsonDocument.Parse(Body).RootElement;
}

/// <summary>What a platform answers; what flows ends only when its writer does.</summary>
internal sealed record Answer(int Status, string Body = "", string Type = "application/json", Dictionary<string, string>? Headers = null, byte[]? Bytes = null, Func<Stream, CancellationToken, Task>? Flow = null);
