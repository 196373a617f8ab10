using System.Text.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Bluesky;

/// <summary>Calls of the server that keeps an account, which passes on what is asked of the whole network (atproto.com/specs/xrpc).</summary>
internal sealed class BlueskyApi(OutboundHttp http, BlueskySessions sessions)
{
    /// <summary>The service that keeps direct messages: the account's server passes on to it what names it.</summary>
    private const string Chat = "did:web:api.bsky.chat#bsky_chat";

    private static readonly TimeSpan Upload = TimeSpan.FromMinutes(2);

    /// <param name="account">The account.</param>
    /// <param name="method">Such as <c>app.bsky.feed.getPosts</c>.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<BlueskyAnswer> GetAsync(ConnectedAccount account, string method, IEnumerable<(string Name, string Value)> query, CancellationToken cancel)
    {
        var text = string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"));
        return CallAsync(account, s => Request(HttpMethod.Get, $"{s.Host}/xrpc/{method}{(text.Length > 0 ? $"?{text}" : "")}", s.Access, null), null, cancel);
    }

    /// <summary>A call that changes something, with values that need to know who we are.</summary>
    public Task<BlueskyAnswer> PostAsync(ConnectedAccount account, string method, Func<BlueskySession, object> values, CancellationToken cancel) =>
        CallAsync(account, s => Request(HttpMethod.Post, $"{s.Host}/xrpc/{method}", s.Access, Json(values(s))), null, cancel);

    /// <summary>Hands a file over.</summary>
    public Task<BlueskyAnswer> UploadAsync(ConnectedAccount account, Storage.StoredFile file, CancellationToken cancel) =>
        CallAsync(account, s => Request(HttpMethod.Post, $"{s.Host}/xrpc/com.atproto.repo.uploadBlob", s.Access, Bodies.File(file)), Upload, cancel);

    /// <summary>The account's login, or why there is none.</summary>
    public async Task<(BlueskySession? Session, BlueskyAnswer? Refused)> LoginAsync(ConnectedAccount account, BlueskySession? stale, CancellationToken cancel)
    {
        BlueskyAnswer? refused = null;
        var session = await sessions.TakeAsync(account, stale, async held =>
        {
            var root = BlueskySettings.Root(account);
            var answer = held is null ? null : await SendAsync(Request(HttpMethod.Post, $"{held.Host}/xrpc/com.atproto.server.refreshSession", held.Refresh, null), null, cancel);
            if (answer is not { IsWell: true })
                answer = await SendAsync(Request(HttpMethod.Post, $"{root}/xrpc/com.atproto.server.createSession", null, Json(new { identifier = BlueskySettings.Identifier(account), password = account["password"] })), null, cancel);
            refused = answer;
            return answer.IsWell ? BlueskySession.Of(answer.Body, root) : null;
        }, cancel);
        return (session, session is null ? refused : null);
    }

    /// <summary>A file that lies in the open.</summary>
    public async Task<byte[]> FileAsync(string url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var reply = await http.SendAsync(request, cancel, OutboundHttp.Longest);
        return reply.IsWell ? reply.Body : throw new ChannelException($"Bluesky did not hand the file over (HTTP {reply.Status}).") { Transient = reply.Status is 408 or 429 or >= 500 };
    }

    private async Task<BlueskyAnswer> CallAsync(ConnectedAccount account, Func<BlueskySession, HttpRequestMessage> request, TimeSpan? longest, CancellationToken cancel)
    {
        BlueskySession? stale = null;
        while (true)
        {
            var (session, refused) = await LoginAsync(account, stale, cancel);
            if (session is null)
                return refused!;
            var answer = await SendAsync(request(session), longest, cancel);
            if (!answer.IsStale || stale is not null)
                return answer;
            stale = session;
        }
    }

    private async Task<BlueskyAnswer> SendAsync(HttpRequestMessage request, TimeSpan? longest, CancellationToken cancel)
    {
        using (request)
            return new(await http.SendAsync(request, cancel, longest));
    }

    private static HttpRequestMessage Request(HttpMethod method, string url, string? token, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, url) { Content = content };
        if (url.Contains($"/xrpc/{BlueskyTalk.Service}.", StringComparison.Ordinal))
            request.Headers.Add("atproto-proxy", Chat);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    private static ByteArrayContent Json(object values) => Bodies.Json(JsonSerializer.SerializeToUtf8Bytes(values));
}
