using System.Text.Json;
using System.Text.RegularExpressions;
using Inbox.Servers;
using Inbox.Tests.Connectors;
using Inbox.Tests.Connectors.Meta;
using Inbox.Tests.Connectors.Meta.Messenger;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inbox.SystemTests.Pages;

/// <summary>A host with a page's comments and its direct messages, what the platform delivers to both, and a browser.</summary>
public sealed partial class TalkPages : IAsyncLifetime
{
    private const string Page = "4711";
    private readonly GraphFake _graph = SendApi.Start(Page, "me/messages", text => text.Length <= 2000).WithComment("a1", "comments", 8000);
    private readonly HttpClient _http = new();
    private Vendor? _vendor;
    private HostProcess? _host;
    private Browser? _browser;
    private string _comments = "", _messages = "", _signedIn = "";

    internal GraphFake Graph => _graph;

    private static long Now => Wall.Now.ToUnixTimeSeconds();

    public async ValueTask InitializeAsync()
    {
        _vendor = await Vendor.StartAsync(_graph.Answer);
        _host = await HostProcess.StartAsync(new Dictionary<string, string?> { ["Inbox__UndoSeconds"] = "0", ["Inbox__PublicUrl"] = null });
        _browser = await Browser.StartAsync();
        await using var session = await _browser.OpenAsync(new() { BaseURL = _host.Address.ToString() });
        await session.Page.GotoAsync($"/welcome#{Link().Match(_host.Output).Groups[1].Value}");
        await session.Page.GetByLabel("Your name").FillAsync("Ada Desk");
        await session.Page.GetByLabel("E-mail").FillAsync("ada@acme.test");
        await session.Page.GetByLabel("Password").FillAsync("correct horse battery staple");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Create my account" }).ClickAsync();
        await Expect(session.Page).ToHaveURLAsync(new Regex("/connect$"));
        _signedIn = await session.Context.StorageStateAsync();
        _comments = await AddAsync("facebook", "Bakery page");
        _messages = await AddAsync("messenger", "Bakery messages");
    }

    /// <summary>Signed in, before a page that is high enough to show whoever waits: a list draws only what is in sight.</summary>
    public async Task<Session> OpenAsync()
    {
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = 1440, Height = 3000 } };
        options.StorageState = _signedIn;
        options.BaseURL ??= _host!.Address.ToString();
        return await _browser!.OpenAsync(options);
    }

    /// <summary>Somebody comments under a post.</summary>
    public Task CommentAsync(string id, string person, string text, string post = "4711_1", string? parent = null, long? at = null) => DeliverAsync("facebook", _comments, new
    {
        id = Page, time = Now,
        changes = new[]
        {
            new
            {
                field = "feed",
                value = new
                {
                    item = "comment", verb = "add", comment_id = id, post_id = post, parent_id = parent ?? post, from = new { id = $"fb-{person}", name = person }, message = text, created_time = at ?? Now,
                    post = new { id = post, permalink_url = $"https://www.facebook.com/bakery/posts/{post}" },
                },
            },
        },
    });

    /// <summary>Somebody writes to the page in private.</summary>
    public Task WriteAsync(string id, string psid, string text, long? at = null) => DeliverAsync("messenger", _messages, new
    {
        id = Page, time = Now * 1000,
        messaging = new[] { new { sender = new { id = psid }, recipient = new { id = Page }, timestamp = (at ?? Now) * 1000, message = new { mid = id, text } } },
    });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
        if (_vendor is not null) await _vendor.DisposeAsync();
        _http.Dispose();
    }

    private async Task<string> AddAsync(string channel, string name)
    {
        var added = await _host!.RunAsync(
            "account", "add", "--channel", channel, "--name", name, "--set", $"appSecret={GraphFake.AppSecret}", "--set", $"verifyToken={GraphFake.VerifyToken}", "--set", $"token={GraphFake.Token}", "--set", $"pageId={Page}",
            "--set", $"graphUrl={_vendor!.Url}");
        return JsonDocument.Parse(added[added.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("id").GetString()!;
    }

    private async Task DeliverAsync(string channel, string account, object entry)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { @object = "page", entry = new[] { entry } });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host!.Address, $"/hooks/{channel}/{account}")) { Content = new ByteArrayContent(body) };
        GraphFake.Sign(request, body);
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        await using var database = new SqliteConnection($"Data Source={Path.Combine(_host.DataFolder, "inbox.db")};Mode=ReadOnly");
        await database.OpenAsync();
        await Eventually.Until(() => StandingAsync(database), standing => standing == 0, "what was delivered in its conversation");
    }

    /// <summary>How much is durable and in no conversation yet.</summary>
    private static async Task<long> StandingAsync(SqliteConnection database)
    {
        await using var command = database.CreateCommand();
        command.CommandText = "select count(*) from intake";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex(@"/welcome#(\S+)")]
    private static partial Regex Link();
}
