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
        Channel = new WordPressChannel(api, new(api), new(() => throw new InvalidOperationException("There is no store.")));
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

    private protected override Promise Promise => new()
    {
        Edits = [new(Pushed("edited", Site.Comment(11, "Tom", null, "Changed").ToJsonString()), "11")],
        Deletions = [new(Pushed("removed", """{"id":11}"""), "11")],
        Reactions = "WordPress itself has no reactions to comments.",
        Reads = "Everybody reads comments, and a site does not know who did.",
        Deliveries = "An answer in the open stands there at once.",
        Typing = "Nobody is told who is writing a comment.",
        Follows = "WordPress itself has nobody who follows a site.",
        Unknown = [new(Pushed("created", Site.Comment(15, "Casino", null, "Buy", status: "spam").ToJsonString())), new(Pushed("created", Pingback()))],
        Malformed =
        [
            new(Json($"[{string.Join(',', Enumerable.Range(1, 100).Select(i => i == 50 ? """{"id":"fifty"}""" : Site.Comment(i, "Ann", $"ann{i}@example.org", $"Question {i}").ToJsonString()))}]"), 99, "Comment 50 of 100"),
        ],
        WrittenElsewhere = [new([Payloads[0], Payloads[1]], Payloads[2], "blog.example/comment/12")],
        Echoes = [new(Way.Open, Payloads[0], (id, _) => Pushed("created", Site.Comment(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture), "Ed Itor", "editor@acme.test", "On its way.", parent: 11, author: 2).ToJsonString(), ours: true))],
        Limits = [new(Way.Open, 65_525, TextCount.HtmlBytes)],
        Windows = "Comments stay open unless the site closes them, which it says.",
        Troubles = [new(TimeSpan.FromSeconds(7), "Sorry, you are not allowed to reply to unapproved comments.")],
        OpenAsync = () =>
        {
            var site = new Site();
            site.Add(11, "Ann", "ann@example.org", "Is it fresh?");
            return HttpOutlet.OpenAsync(Channel, Settings, "url", new(
                site.Answer, () => site.Count - 1, new(429, """{"code":"too_many","message":"Slow down"}""", Headers: new() { ["Retry-After"] = "7" }),
                new(400, """{"code":"comment_reply_to_unapproved_comment","message":"Sorry, you are not allowed to reply to unapproved comments."}"""))
            {
                Whom = new Dictionary<Way, Whom> { [Way.Open] = new(new("ann@example.org", "Ann"), "7/ann@example.org", "11") },
            }, Clock);
        },
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) =>
        request.Headers.Add(Proof, $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), body))}");

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) =>
        $"{algorithm}={Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(Key), body))}";

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
    public void What_we_say_ourselves_to_nobody_is_no_message() =>
        Assert.Equal("system", Assert.Single(Read(Pushed("created", Site.Comment(16, "Ed", null, "Pinned by us", author: 2).ToJsonString(), ours: true)).All).Note!.Action);

    [Fact]
    public void Who_sees_a_comment_is_told_with_it_and_a_change_of_that_brings_the_comment_again()
    {
        Assert.Equal([ModerationState.Approved, ModerationState.Held, ModerationState.Approved], Payloads.Take(3).Select(p => ((MessageReceived)Assert.Single(Read(p).Events)).Standing!.State));
        var approved = Assert.IsType<MessageReceived>(Assert.Single(Read(Pushed("moderated", Site.Comment(12, "Ann", null, "Mine was.", parent: 11).ToJsonString())).Events));
        Assert.Equal((((MessageReceived)Read(Payloads[1]).Events[0]).ExternalKey, ModerationState.Approved), (approved.ExternalKey, approved.Standing!.State));
        Assert.Equal(ModerationState.Spam, Assert.IsType<MessageModerated>(Assert.Single(Read(Pushed("moderated", Site.Comment(12, "Ann", null, "Mine was.", status: "spam").ToJsonString())).Events)).Standing.State);
    }

    public void Dispose() => _http.Dispose();

    private Reading Read(byte[] payload) => Channel.Read(new("account", "payload", payload, Clock.GetUtcNow(), Origin.Incoming, new HashSet<string>(), () => "id"));

    private static string Pingback()
    {
        var ping = Site.Comment(17, "Other blog", null, "[...]");
        ping["type"] = "pingback";
        return ping.ToJsonString();
    }

    private static byte[] Pushed(string happened, string comment, bool ours = false) => Json(
        $$$"""{"event":"{{{happened}}}","at":"2026-03-02T08:59:00.123456Z","ours":{{{(ours ? "true" : "false")}}},"comment":{{{comment}}},"post":{"id":7,"link":"https://blog.example/tea/","title":{"rendered":"Tea &#038; <em>scones</em>"},"author":3}}""");

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
