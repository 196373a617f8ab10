using System.Security.Cryptography;
using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.WordPress;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Hooks;

namespace Inbox.Tests.Connectors.WordPress;

public sealed class WordPressContractTests : HookContract, IDisposable
{
    private const string Key = "a secret of the plugin, long enough";
    private readonly OutboundHttp _http;

    public WordPressContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        var api = new WordPressApi(_http);
        Channel = new WordPressChannel(api, new(api));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["url"] = "http://127.0.0.1:9", ["user"] = Site.User, ["password"] = Site.Password, ["secret"] = Key };

    private protected override string Proof => WordPressChannel.SignatureHeader;

    private protected override string Secret => "secret";

    private protected override bool IsOptional => true;

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Pushed("created", Site.Comment(11, "Tom &amp; Co", "Tom@Example.org", "Is it <em>still</em> fresh?\n\nI hope \0 so.").ToJsonString()),
        Pushed("created", Site.Comment(12, "Ann", null, "Mine was.", parent: 11, status: "hold").ToJsonString()),
        Pushed("created", Site.Comment(13, "Ed Itor", "editor@acme.test", "It is, both of you.", parent: 12, author: 2).ToJsonString(), ours: true),
        Json($"[{Site.Comment(14, "Rea Der", "reader@acme.test", "Good", author: 5).ToJsonString()}]"),
    ];

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) =>
        request.Headers.Add(Proof, $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), body))}");

    [Fact]
    public void Who_said_what_under_which_article_is_read_as_WordPress_has_it()
    {
        var all = Payloads.SelectMany(p => Read(p).Events).Cast<MessageReceived>().ToList();

        Assert.Equal(("tom@example.org", "Tom & Co", "Tom@Example.org", "7/tom@example.org", "11"), (all[0].Author.ExternalId!, all[0].Author.Name!, all[0].Author.Address!, all[0].ThreadKey!, all[0].ExternalId!));
        Assert.Equal(("7", "https://blog.example/tea/", "Tea & scones"), (all[0].Content!.ExternalId, all[0].Content!.Url!, all[0].Content!.Title!));
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), Visibility.Public), (all[0].SentAt, all[0].Visibility));
        Assert.Contains("Is it still fresh?", all[0].Body.Text, StringComparison.Ordinal);
        Assert.Equal(("blog.example/comment/12", "11", Direction.In), (all[1].Author.ExternalId!, all[1].ParentExternalId!, all[1].Direction));
        Assert.Equal((Direction.Out, "12", null, "blog.example/user/2"), (all[2].Direction, all[2].ParentExternalId!, all[2].Contact!.ExternalId, all[2].Author.ExternalId!));
        Assert.Equal("blog.example/user/5", all[3].Contact!.ExternalId);
    }

    [Fact]
    public void Two_who_share_a_name_are_two_people() =>
        Assert.Distinct(new[] { 21, 22 }.Select(id => Assert.IsType<MessageReceived>(Assert.Single(Read(Pushed("created", Site.Comment(id, "Anonymous", null, "Hm").ToJsonString())).Events)).Author.ExternalId));

    [Fact]
    public void Changes_and_removals_are_told_apart_from_what_nobody_needs_to_answer()
    {
        Assert.Equal("11", Assert.IsType<MessageEdited>(Assert.Single(Read(Pushed("edited", Site.Comment(11, "Tom", null, "Changed").ToJsonString())).Events)).TargetExternalId);
        Assert.Equal("11", Assert.IsType<MessageDeleted>(Assert.Single(Read(Pushed("removed", """{"id":11}""")).Events)).TargetExternalId);
        foreach (var (comment, action) in new[]
        {
            (Site.Comment(15, "Casino", null, "Buy", status: "spam"), "ignore"), (Site.Comment(16, "Ed", null, "Pinned by us", author: 2), "system"),
        })
            Assert.Equal(action, Assert.Single(Read(Pushed("created", comment.ToJsonString(), ours: action == "system")).All).Note!.Action);
        var ping = Site.Comment(17, "Other blog", null, "[...]");
        ping["type"] = "pingback";
        Assert.Equal("ignore", Assert.Single(Read(Pushed("created", ping.ToJsonString())).All).Note!.Action);
    }

    [Fact]
    public void Who_sees_a_comment_is_told_with_it_and_a_change_of_that_brings_the_comment_again()
    {
        Assert.Equal([ModerationState.Approved, ModerationState.Held, ModerationState.Approved], Payloads.Take(3).Select(p => ((MessageReceived)Assert.Single(Read(p).Events)).Standing!.State));
        var approved = Assert.IsType<MessageReceived>(Assert.Single(Read(Pushed("moderated", Site.Comment(12, "Ann", null, "Mine was.", parent: 11).ToJsonString())).Events));
        Assert.Equal((((MessageReceived)Read(Payloads[1]).Events[0]).ExternalKey, ModerationState.Approved), (approved.ExternalKey, approved.Standing!.State));
        Assert.Equal(ModerationState.Spam, Assert.IsType<MessageModerated>(Assert.Single(Read(Pushed("moderated", Site.Comment(12, "Ann", null, "Mine was.", status: "spam").ToJsonString())).Events)).Standing.State);
    }

    [Fact]
    public void B49_one_malformed_comment_among_a_hundred_costs_only_itself()
    {
        var comments = Enumerable.Range(1, 100).Select(i => i == 50 ? """{"id":"fifty"}""" : Site.Comment(i, "Ann", $"ann{i}@example.org", $"Question {i}").ToJsonString());
        var reading = Read(Json($"[{string.Join(',', comments)}]"));

        Assert.Equal(99, reading.Events.Count);
        Assert.Contains("Comment 50 of 100", reading.Unreadable, StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private Reading Read(byte[] payload) => Channel.Read(new("account", "payload", payload, Clock.GetUtcNow(), Origin.Incoming, new HashSet<string>(), () => "id"));

    private static byte[] Pushed(string happened, string comment, bool ours = false) => Json(
        $$$"""{"event":"{{{happened}}}","at":"2026-03-02T08:59:00.123456Z","ours":{{{(ours ? "true" : "false")}}},"comment":{{{comment}}},"post":{"id":7,"link":"https://blog.example/tea/","title":{"rendered":"Tea &#038; <em>scones</em>"},"author":3}}""");

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
