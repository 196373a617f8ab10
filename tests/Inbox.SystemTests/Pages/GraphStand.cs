using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Inbox.Servers;

namespace Inbox.SystemTests.Pages;

/// <summary>Stands where a page's Graph API would: knows its token, takes answers to comments and messages, and keeps what was posted. The unit tests' fakes are the strict ones.</summary>
internal sealed partial class GraphStand : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _posted = new();
    private volatile bool _tokenIsDead;

    public GraphStand()
    {
        Url = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Paths and bodies, in their order.</summary>
    public IReadOnlyList<string> Posted => [.. _posted];

    public bool TokenIsDead { set => _tokenIsDead = value; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var reader = new StreamReader(context.Request.InputStream);
            var (status, answer) = Answer(context.Request.HttpMethod, context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync());
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
        }
    }

    private (int Status, string Body) Answer(string method, string path, string body)
    {
        if (_tokenIsDead)
            return (400, """{"error":{"message":"Error validating access token: the session has been invalidated.","type":"OAuthException","code":190}}""");
        if (path.EndsWith('/'))
            return (200, """[{"code":200,"body":"{\"data\":{\"app_id\":\"1\",\"is_valid\":true}}"}]""");
        if (path.EndsWith("/subscribed_apps", StringComparison.Ordinal))
            return (200, """{"data":[{"id":"1","subscribed_fields":["feed","messages","messaging_postbacks","message_echoes","message_edits","messaging_referrals"]}]}""");
        if (method != "POST")
            return (200, $$"""{"id":"{{Last().Match(path).Value}}"}""");
        _posted.Enqueue($"{path} {body}");
        return (200, path.EndsWith("/messages", StringComparison.Ordinal) ? $$"""{"recipient_id":"psid-ada","message_id":"mid-{{_posted.Count}}"}""" : $$"""{"id":"answer-{{_posted.Count}}"}""");
    }

    [GeneratedRegex("[^/]+$")]
    private static partial Regex Last();
}
