using System.Globalization;
using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Mastodon;

/// <summary>Calls of a server's REST interface (docs.joinmastodon.org) with an account's access token.</summary>
internal sealed class MastodonApi(OutboundHttp http)
{
    private static readonly TimeSpan Upload = TimeSpan.FromMinutes(2);

    /// <param name="account">The account.</param>
    /// <param name="path">Under <c>/api/</c>, with its query.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<MastodonAnswer> GetAsync(ConnectedAccount account, string path, CancellationToken cancel) => SendAsync(account, HttpMethod.Get, path, null, null, null, cancel);

    /// <summary>What the server says of itself; before 4.0 in another place.</summary>
    public async Task<MastodonAnswer> InstanceAsync(ConnectedAccount account, CancellationToken cancel) =>
        await GetAsync(account, "v2/instance", cancel) is { IsWell: true } told ? told : await GetAsync(account, "v1/instance", cancel);

    /// <param name="account">The account.</param>
    /// <param name="path">Under <c>/api/</c>.</param>
    /// <param name="values">What is posted.</param>
    /// <param name="key">The same key within an hour is the same status.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<MastodonAnswer> PostAsync(ConnectedAccount account, string path, object values, string key, CancellationToken cancel) =>
        SendAsync(account, HttpMethod.Post, path, Bodies.Json(JsonSerializer.SerializeToUtf8Bytes(values)), key, null, cancel);

    /// <summary>Hands a file over.</summary>
    public async Task<MastodonAnswer> UploadAsync(ConnectedAccount account, Storage.StoredFile file, CancellationToken cancel)
    {
        using var form = Bodies.Form([], "file", file);
        return await SendAsync(account, HttpMethod.Post, "v2/media", form, null, Upload, cancel);
    }

    /// <summary>A file that a status shows; it lies in the open, often on another host, so the token stays here.</summary>
    public async Task<byte[]> FileAsync(string url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var reply = await http.SendAsync(request, cancel, OutboundHttp.Longest);
        return reply.IsWell ? reply.Body : throw new ChannelException($"The server did not hand the file over (HTTP {reply.Status}).") { Transient = reply.Status is 408 or 429 or >= 500 };
    }

    /// <summary>The account's notifications as they happen, as lines of server-sent events; ends when the server ends it.</summary>
    public async Task ListenAsync(ConnectedAccount account, string root, Action<string> said, TimeSpan silence, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{root}/api/v1/streaming/user/notification");
        request.Headers.Authorization = new("Bearer", account["token"]);
        request.Headers.Accept.ParseAdd("text/event-stream");
        await http.ReadLinesAsync(request, said, silence, cancel);
    }

    private async Task<MastodonAnswer> SendAsync(ConnectedAccount account, HttpMethod method, string path, HttpContent? content, string? key, TimeSpan? longest, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, $"{MastodonSettings.Root(account)}/api/{path}") { Content = content };
        request.Headers.Authorization = new("Bearer", account["token"]);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return new(await http.SendAsync(request, cancel, longest));
    }
}

/// <summary>What a server answered.</summary>
internal sealed class MastodonAnswer(HttpReply reply)
{
    private readonly Node? _body = Node.Read(reply.Body, out _);

    public HttpReply Reply => reply;

    public bool IsWell => reply.IsWell && _body is not null;

    public Node Body => _body ?? default;

    /// <summary>The server's own words.</summary>
    public string Words => Body["error_description"].Text ?? Body["error"].Text ?? "";

    /// <summary>When it takes requests again.</summary>
    public DateTimeOffset? Reset =>
        reply.Headers.TryGetValue("X-RateLimit-Reset", out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>The setting that is to blame, and what to do.</summary>
    public (string? Setting, string Problem) Explain() => reply.Status switch
    {
        401 => ("token", $"The server does not take this token any more. Make a new one under Preferences, Development, and paste it here. It says: {Words}"),
        403 => ("token", $"The token may not do that: {Words} Its application needs the scopes read and write."),
        429 => (null, $"The server asks to wait{(Reset is { } at ? $" until {at:HH:mm} UTC" : "")}: more was asked than it allows in five minutes."),
        >= 300 and < 400 => ("url", $"The server has moved to {reply.Headers.GetValueOrDefault("Location", "another address")}. Write its own address."),
        >= 500 => (null, $"The server is not well (HTTP {reply.Status}). {Words}"),
        404 or _ when _body is null => ("url", $"What answers there is not Mastodon (HTTP {reply.Status}, {reply.Type})."),
        _ => (null, $"The server answered with {reply.Status}: {Words}"),
    };
}
