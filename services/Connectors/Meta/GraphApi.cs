using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Meta;

/// <summary>Calls of the Graph API. The token travels in a header, and each call proves that whoever has the token knows the app's secret too (appsecret_proof).</summary>
internal sealed class GraphApi(OutboundHttp http)
{
    /// <summary>Every call names it, so that nothing changes under us before we have read the change log.</summary>
    public const string Version = "v24.0";

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public Task<GraphAnswer> GetAsync(ConnectedAccount account, string path, CancellationToken cancel, TimeSpan? longest = null) => SendAsync(account, HttpMethod.Get, path, null, longest, cancel);

    public Task<GraphAnswer> PostAsync(ConnectedAccount account, string path, object values, CancellationToken cancel) =>
        SendAsync(account, HttpMethod.Post, path, Bodies.Json(JsonSerializer.SerializeToUtf8Bytes(values, Json)), null, cancel);

    /// <summary>
    /// What the platform knows of the account's own token (<c>debug_token</c>). It tells the app itself, whose token is its number and its secret; not everybody else's token may ask. It wants the token
    /// among the parameters of a GET, and addresses are written into logs: so the call travels in the body of another, as one of a batch.
    /// </summary>
    public async Task<GraphAnswer> InspectAsync(ConnectedAccount account, CancellationToken cancel)
    {
        var app = await GetAsync(account, "app?fields=id", cancel, TokenWatch.Longest);
        if (!app.IsWell || app.Body["id"].Id is not { } id)
            return app;
        var batch = JsonSerializer.Serialize(new[] { new { method = "GET", relative_url = $"debug_token?input_token={Uri.EscapeDataString(account["token"]!)}" } });
        using var form = new FormUrlEncodedContent([new("batch", batch), new("include_headers", "false")]);
        var answer = await SendAsync(account, HttpMethod.Post, "", form, TokenWatch.Longest, cancel, $"{id}|{account["appSecret"]}");
        return answer.IsWell ? answer.First : answer;
    }

    /// <summary>Renews the token of Instagram's own login. The platform takes it as a parameter only; no address is ever logged here.</summary>
    public async Task<GraphAnswer> RenewAsync(ConnectedAccount account, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{MetaSettings.GraphUrl(account)}/refresh_access_token?grant_type=ig_refresh_token&access_token={Uri.EscapeDataString(account["token"]!)}");
        return new(await http.SendAsync(request, cancel, TokenWatch.Longest));
    }

    /// <summary>A call that carries a file.</summary>
    public Task<GraphAnswer> UploadAsync(ConnectedAccount account, string path, HttpContent form, CancellationToken cancel) =>
        SendAsync(account, HttpMethod.Post, path, form, TimeSpan.FromMinutes(2), cancel);

    /// <summary>A file's bytes.</summary>
    /// <param name="url">Where the platform keeps them.</param>
    /// <param name="token">What lets us in there; null where the address alone does.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<byte[]> FileAsync(string url, string? token, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            throw new ChannelException("The platform gave no address for it.") { Transient = false };
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { Authorization = token is null ? null : new("Bearer", token) } };
        var reply = await http.SendAsync(request, cancel, OutboundHttp.Longest);
        return reply.IsWell ? reply.Body : throw new ChannelException($"{uri.Host} did not hand it over (HTTP {reply.Status}).") { Transient = reply.Status is 408 or 429 or >= 500 };
    }

    private async Task<GraphAnswer> SendAsync(ConnectedAccount account, HttpMethod method, string path, HttpContent? content, TimeSpan? longest, CancellationToken cancel, string? token = null)
    {
        token ??= account["token"] ?? "";
        var proof = $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}appsecret_proof={Proof(account, token)}";
        using var request = new HttpRequestMessage(method, $"{MetaSettings.GraphUrl(account)}/{Version}/{path}{proof}")
        {
            Content = content,
            Headers = { Authorization = new("Bearer", token) },
        };
        return new(await http.SendAsync(request, cancel, longest));
    }

    private static string Proof(ConnectedAccount account, string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(account["appSecret"] ?? ""), Encoding.UTF8.GetBytes(token)));
}
