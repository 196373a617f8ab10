using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Bluesky;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Bluesky;

public sealed class BlueskySenderTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Network _network = new();
    private readonly OutboundHttp _http;
    private readonly BlueskyApi _api;
    private readonly JsonObject _ours, _asks;
    private Vendor _vendor = null!;

    public BlueskySenderTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);
        _api = new(_http, new());
        _ours = _network.Say("shop", "3kaaaaaaaaaaa", "New: green tea");
        _asks = _network.Say("ann", "3kaaaaaaaaaab", "Is it fresh?", _ours);
    }

    public async ValueTask InitializeAsync() => _vendor = await Vendor.StartAsync(_network.Answer);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_stands_under_its_post_in_the_thread_that_it_began()
    {
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync("It is. ☕"));

        var record = Assert.Single(_network.Written);
        Assert.Equal($"at://{Network.Me}/app.bsky.feed.post/{BlueskyKey.Of("reply-1", _clock.GetUtcNow())}", sent.ExternalId);
        Assert.Equal(("It is. ☕", "2026-03-02T09:00:00.000Z"), ((string)record["text"]!, (string)record["createdAt"]!));
        Assert.Equal(((string)_ours["uri"]!, (string)_asks["uri"]!), ((string)record["reply"]!["root"]!["uri"]!, (string)record["reply"]!["parent"]!["uri"]!));
        Assert.Null(record["facets"]);
    }

    [Fact]
    public async Task Links_names_and_tags_are_pointed_out_in_bytes()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("☕ @Ann.test, @nobody.test: see https://tea.example/a_(b). #tea"));

        var facets = _network.Written[0]["facets"]!.AsArray().Select(f => ((int)f!["index"]!["byteStart"]!, (int)f["index"]!["byteEnd"]!, f["features"]![0]!.ToJsonString())).ToList();
        Assert.Equal(
            [
                (33, 58, """{"$type":"app.bsky.richtext.facet#link","uri":"https://tea.example/a_(b)"}"""), (4, 13, """{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:ann"}"""),
                (60, 64, """{"$type":"app.bsky.richtext.facet#tag","tag":"tea"}"""),
            ], facets);
    }

    [Theory]
    [InlineData("See shop.example.com/returns.", "link https://shop.example.com/returns")]
    [InlineData("(www.tea.example)", "link https://www.tea.example")]
    [InlineData("It is #gluten-free!", "tag gluten-free")]
    [InlineData("It is #100percent green", "tag 100percent")]
    [InlineData("We are #1, and/or open.At nine, e.g. on Monday", "")]
    public async Task What_reads_like_a_link_or_a_tag_is_one(string text, string what)
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync(text));

        var facets = _network.Written[0]["facets"]?.AsArray().Select(f => f!["features"]![0]!).Select(f => $"{((string)f["$type"]!).Split('#')[1]} {(string?)f["uri"] ?? (string?)f["tag"]}");
        Assert.Equal(what, string.Join(", ", facets ?? []));
    }

    [Fact]
    public async Task F22_an_answer_whose_acknowledgement_was_lost_stands_there_once()
    {
        _network.Losses = 1;
        var sending = SendAsync("Yes");
        await Eventually.IsTrueAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(sending.IsCompleted);
        });

        Assert.IsType<SendOutcome.Sent>(await sending);
        Assert.Single(_network.Written);
        Assert.Equal(2, _vendor.Requests.Count(r => r.Path == "/xrpc/com.atproto.repo.putRecord"));
    }

    [Fact]
    public async Task A_login_is_kept_is_refreshed_when_it_has_run_out_and_is_made_anew_when_that_fails()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("One", id: "1"));
        _network.Expire();
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Two", id: "2"));
        Assert.Equal(1, _network.Logins);
        _network.RefreshEnds = true;
        _network.Expire();
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Three", id: "3"));
        Assert.Equal(2, _network.Logins);
    }

    [Fact]
    public async Task Pictures_go_along()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Here", files: File("a.png", "image/png")));

        Assert.Equal("bafkblob", (string)_network.Written[0]["embed"]!["images"]![0]!["image"]!["ref"]!["$link"]!);
    }

    [Fact]
    public async Task What_the_network_does_not_take_is_refused_before_anything_is_asked()
    {
        Assert.Contains("300", Assert.IsType<SendOutcome.Refused>(await SendAsync(new string('x', 301))).Reason, StringComparison.Ordinal);
        Assert.Contains("3000 bytes", Assert.IsType<SendOutcome.Refused>(await SendAsync(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 130)))).Reason, StringComparison.Ordinal);
        Assert.Contains("pictures only", Assert.IsType<SendOutcome.Refused>(await SendAsync("x", files: File("a.pdf", "application/pdf"))).Reason, StringComparison.Ordinal);
        Assert.Contains("1 MB", Assert.IsType<SendOutcome.Refused>(await SendAsync("x", files: File("a.png", "image/png") with { Content = new byte[1_000_001] })).Reason, StringComparison.Ordinal);
        Assert.Contains("at most 4", Assert.IsType<SendOutcome.Refused>(await SendAsync("x", files: [.. Enumerable.Repeat(File("a.png", "image/png"), 5)])).Reason, StringComparison.Ordinal);
        Assert.Empty(_vendor.Requests);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(string.Concat(Enumerable.Repeat("👍🏽", 300))));
    }

    [Fact]
    public async Task Posts_that_are_gone_blocked_or_closed_to_us_are_not_answered()
    {
        Assert.Contains("not known", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes", parent: null)).Reason, StringComparison.Ordinal);
        Assert.Contains("not there any more", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes", parent: Network.Uri("ann", "3kaaaaaaaaazz"))).Reason, StringComparison.Ordinal);
        _asks["viewer"] = new JsonObject { ["replyDisabled"] = true };
        Assert.Contains("does not allow", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes")).Reason, StringComparison.Ordinal);
        _network.Block("ann");
        Assert.Contains("blocked", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_password_that_was_taken_back_is_named_as_the_reason()
    {
        _network.Instead = new(401, """{"error":"AuthenticationRequired","message":"Sorry"}""");

        Assert.Contains("app password", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes")).Reason, StringComparison.Ordinal);
    }

    private static StoredFile File(string name, string type) => new() { Id = name, Name = name, MediaType = type, Content = "hello"u8.ToArray() };

    private Task<SendOutcome> SendAsync(string text, string? parent = "ann", string id = "reply-1", params StoredFile[] files)
    {
        var account = new Account("account", "bluesky", "Test", new Dictionary<string, string> { ["service"] = _vendor.Url, ["identifier"] = $"@{Network.Handle}" }, HealthState.Unknown, null, null);
        var reply = new SendReply(id, 1, "conversation", "account", "bluesky", new("did:plc:ann", "Ann", "ann.test"), Visibility.Public, text, "Mia", _clock.GetUtcNow()) { ParentExternalId = parent == "ann" ? (string)_asks["uri"]! : parent };
        return new BlueskySender(_api, _clock).SendAsync(new(new(account, new Dictionary<string, string> { ["password"] = Network.Password }), reply, files, _ => Task.CompletedTask), TestContext.Current.CancellationToken);
    }
}
