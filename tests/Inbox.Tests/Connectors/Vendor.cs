using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
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

    /// <summary>An answer that begins, and breaks off.</summary>
    public static Answer Lost { get; } = new(200, Flow: async (to, cancel) =>
    {
        await to.WriteAsync("{"u8.ToArray(), cancel);
        await to.FlushAsync(cancel);
        throw new IOException("lost");
    });

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

    public bool IsForm => Header("Content-Type").StartsWith("multipart/form-data", StringComparison.Ordinal);

    /// <summary>The parts of a form (RFC 7578); what has no name in quotation marks is none.</summary>
    public IReadOnlyList<FormPart> Parts
    {
        get
        {
            var type = Header("Content-Type");
            var boundary = type[(type.IndexOf("boundary=", StringComparison.Ordinal) + 9)..].Trim('"');
            return [.. Encoding.Latin1.GetString(Body).Split($"--{boundary}").Skip(1).Select(FormPart.Of).OfType<FormPart>()];
        }
    }
}

/// <summary>A part of a form.</summary>
/// <param name="Name">The field.</param>
/// <param name="FileName">The file's name in UTF-8; null for a plain value.</param>
/// <param name="Type">The file's media type.</param>
/// <param name="Content">The bytes.</param>
internal sealed partial record FormPart(string Name, string? FileName, string? Type, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);

    public static FormPart? Of(string part)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !part.EndsWith("\r\n", StringComparison.Ordinal) || Named().Match(part[..end]) is not { Success: true } named)
            return null;
        var (file, type) = (File().Match(part[..end]), Typed().Match(part[..end]));
        return new(
            named.Groups[1].Value, file.Success ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(file.Groups[1].Value)) : null, type.Success ? type.Groups[1].Value.Trim() : null,
            Encoding.Latin1.GetBytes(part[(end + 4)..^2]));
    }

    [GeneratedRegex("[; ]name=\"([^\"]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("; filename=\"([^\"]*)\"")]
    private static partial Regex File();

    [GeneratedRegex("Content-Type: ([^\r]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Typed();
}

/// <summary>What a platform answers; what flows ends only when its writer does.</summary>
internal sealed record Answer(int Status, string Body = "", string Type = "application/json", Dictionary<string, string>? Headers = null, byte[]? Bytes = null, Func<Stream, CancellationToken, Task>? Flow = null);
