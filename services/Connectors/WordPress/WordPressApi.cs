using System.Globalization;
using System.Text;
using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.WordPress;

/// <summary>Calls of a site's REST interface (developer.wordpress.org/rest-api) with an application password.</summary>
internal sealed class WordPressApi(OutboundHttp http)
{
    /// <param name="account">The site.</param>
    /// <param name="path">Under <c>/wp/v2/</c>.</param>
    /// <param name="query">What is asked, already encoded; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<WordPressAnswer> GetAsync(ConnectedAccount account, string path, string? query, CancellationToken cancel) => SendAsync(account, HttpMethod.Get, path, query, null, cancel);

    public Task<WordPressAnswer> PostAsync(ConnectedAccount account, string path, object values, CancellationToken cancel) =>
        SendAsync(account, HttpMethod.Post, path, null, Bodies.Json(JsonSerializer.SerializeToUtf8Bytes(values)), cancel);

    /// <summary>A file that everybody can have.</summary>
    public async Task<byte[]> FileAsync(string url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var reply = await http.SendAsync(request, cancel, OutboundHttp.Longest);
        return reply.IsWell ? reply.Body : throw new ChannelException($"The site did not hand the file over (HTTP {reply.Status}).") { Transient = reply.Status is 408 or 429 or >= 500 };
    }

    private async Task<WordPressAnswer> SendAsync(ConnectedAccount account, HttpMethod method, string path, string? query, HttpContent? content, CancellationToken cancel)
    {
        var root = WordPressSettings.Root(account);
        var separator = WordPressSettings.IsPlain(root) ? '&' : '?';
        using var request = new HttpRequestMessage(method, $"{root}/wp/v2/{path}{(query is null ? "" : $"{separator}{query}")}") { Content = content };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account["user"]}:{account["password"]}")));
        return new(await http.SendAsync(request, cancel));
    }
}

/// <summary>What a site answered.</summary>
internal sealed class WordPressAnswer(HttpReply reply)
{
    private readonly Node? _body = Node.Read(reply.Body, out _);

    public HttpReply Reply => reply;

    public bool IsWell => reply.IsWell && _body is not null;

    public Node Body => _body ?? default;

    /// <summary>The kind of error, e.g. <c>comment_duplicate</c>.</summary>
    public string? Code => Body["code"].Text;

    /// <summary>How many pages the whole list has: a page may be short because a comment on it must not be shown.</summary>
    public int Pages => reply.Headers.TryGetValue("X-WP-TotalPages", out var pages) && int.TryParse(pages, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    /// <summary>The setting that is to blame, and what to do.</summary>
    public (string? Setting, string Problem) Explain() => reply.Status switch
    {
        401 => ("password", "WordPress does not accept this user with this application password. Make a new one under Users, Profile, Application Passwords. A site without https takes none."),
        403 when _body is not null => ("user", $"WordPress does not allow it: {Words} The user must be able to moderate comments (an editor or an administrator)."),
        403 => ("url", "Something before WordPress (a firewall or a security plugin) keeps its REST interface closed. Open /wp-json/wp/v2 for this server."),
        >= 300 and < 400 => ("url", $"The site has moved to {reply.Headers.GetValueOrDefault("Location", "another address")}. Write its own address."),
        404 => ("url", "There is no WordPress with its REST interface at this address. Where the site has plain permalinks, write https://example.com/?rest_route= instead."),
        >= 500 or 429 => (null, $"WordPress is not well (HTTP {reply.Status}). {Words}"),
        _ when _body is null => ("url", $"What answers there is not the REST interface of WordPress (HTTP {reply.Status}, {reply.Type})."),
        _ => (null, $"WordPress answered with {reply.Status}: {Words}"),
    };

    /// <summary>The site's own words.</summary>
    public string Words => Body["message"].Text is { } text ? Mail.Text.HtmlText.ToText(text) : "";
}
