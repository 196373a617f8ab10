using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Inbox.Connectors.Net;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>Calls of the X API v2 (docs.x.com/x-api), signed in the user's name; the few that only an app may make carry its bearer token.</summary>
internal sealed partial class XApi(OutboundHttp http, XPace pace, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public XPace Pace => pace;

    /// <param name="account">The account.</param>
    /// <param name="path">Under <c>/2/</c>, with its query, encoded.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<XAnswer> GetAsync(ConnectedAccount account, string path, CancellationToken cancel) => SendAsync(account, HttpMethod.Get, $"/2/{path}", null, cancel);

    public Task<XAnswer> PostAsync(ConnectedAccount account, string path, object? values, CancellationToken cancel) =>
        SendAsync(account, HttpMethod.Post, $"/2/{path}", values is null ? null : Bodies.Json(JsonSerializer.SerializeToUtf8Bytes(values, Json)), cancel);

    /// <summary>A call that carries a file.</summary>
    public Task<XAnswer> UploadAsync(ConnectedAccount account, string path, HttpContent form, CancellationToken cancel) => SendAsync(account, HttpMethod.Post, $"/2/{path}", form, cancel);

    /// <summary>A call that only the app itself may make.</summary>
    public Task<XAnswer> AskAsAppAsync(ConnectedAccount account, string bearer, HttpMethod method, string path, object? values, CancellationToken cancel) =>
        SendAsync(account, method, $"/2/{path}", values is null ? null : Bodies.Json(JsonSerializer.SerializeToUtf8Bytes(values, Json)), cancel, $"Bearer {bearer}");

    /// <summary>The app's own token, for its key and secret (POST oauth2/token).</summary>
    public Task<XAnswer> BearerAsync(ConnectedAccount account, CancellationToken cancel)
    {
        var credentials = $"{Uri.EscapeDataString(account["consumerKey"]!)}:{Uri.EscapeDataString(account[XSettings.ConsumerSecret]!)}";
        return SendAsync(
            account, HttpMethod.Post, "/oauth2/token", new FormUrlEncodedContent([new("grant_type", "client_credentials")]), cancel, $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}");
    }

    /// <summary>A file's bytes: those of direct messages are for who takes part, all others for everybody.</summary>
    public async Task<byte[]> FileAsync(ConnectedAccount account, string source, CancellationToken cancel)
    {
        var isPrivate = source.StartsWith(XMedia.Private, StringComparison.Ordinal);
        if (!isPrivate && !(Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            throw new ChannelException("X gave no address for it.") { Transient = false };
        using var request = new HttpRequestMessage(HttpMethod.Get, isPrivate ? $"{XSettings.Url(account)}/2/dm_conversations/media/{source[XMedia.Private.Length..]}" : source);
        if (isPrivate)
            Sign(request, account);
        var reply = await http.SendAsync(request, cancel, OutboundHttp.Longest);
        return reply.IsWell ? reply.Body : throw new ChannelException($"X did not hand it over (HTTP {reply.Status}).") { Transient = reply.Status is 408 or 429 or >= 500 };
    }

    private async Task<XAnswer> SendAsync(ConnectedAccount account, HttpMethod method, string path, HttpContent? content, CancellationToken cancel, string? authorization = null)
    {
        var kind = $"{method} {Numbers().Replace(path.Split('?')[0], ":id")}";
        if (pace.ClosedUntil(account.Account.Id, kind) is { } until)
            return XAnswer.Closed(until, clock);
        using var request = new HttpRequestMessage(method, $"{XSettings.Url(account)}{path}") { Content = content };
        if (authorization is null)
            Sign(request, account);
        else
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        var reply = await http.SendAsync(request, cancel, content is MultipartFormDataContent ? TimeSpan.FromMinutes(2) : null);
        pace.Learn(account.Account.Id, kind, reply);
        return new(reply, pace.ClosedUntil(account.Account.Id, kind), clock);
    }

    private void Sign(HttpRequestMessage request, ConnectedAccount account) => request.Headers.TryAddWithoutValidation(
        "Authorization", $"OAuth {XSignature.Of(account).Header(request.Method.Method, request.RequestUri!, clock.GetUtcNow(), Id.New(clock))}");

    [GeneratedRegex("[0-9]{2,}")]
    private static partial Regex Numbers();
}
