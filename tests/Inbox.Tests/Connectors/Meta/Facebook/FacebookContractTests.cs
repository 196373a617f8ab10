using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Hooks;
using Inbox.Tests.Connectors.Meta.Messenger;

namespace Inbox.Tests.Connectors.Meta.Facebook;

public sealed class FacebookContractTests : HookContract, IDisposable
{
    private const string Page = "137542570280222";

    private const string Now = """ "comment_id":"7_1","post_id":"1_7","from":{"id":"3001","name":"Ada"},"message":"How much now?" """;
    private readonly OutboundHttp _http;

    public FacebookContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        Channel = FacebookChannel.On(new(_http));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = GraphFake.Settings("pageId", Page);

    private protected override string Proof => "X-Hub-Signature-256";

    private protected override string Secret => "appSecret";

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Comment("add", """
            "comment_id":"7_1","post_id":"1_7","parent_id":"1_7","from":{"id":"3001","name":"Ada"},"message":"How much?","photo":"https://scontent.example/a.jpg","post":{"id":"1_7","permalink_url":"https://www.facebook.com/shop/posts/7"}
            """),
        Comment("add", """
            "comment_id":"7_2","post_id":"1_7","parent_id":"7_1","from":{"id":"3002","name":"Bob"},"message":"20, I think"
            """),
        Comment("add", $$"""
            "comment_id":"7_3","post_id":"1_7","parent_id":"7_1","from":{"id":"{{Page}}","name":"Shop"},"message":"25"
            """),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(Comment("edited", Now), "7_1")],
        Deletions = [new(Comment("remove", Now), "7_1")],
        Reactions = [new(Feed("reaction", "add", Now), "7_1"), new(Feed("like", "remove", Now), "7_1") { Removed = true }],
        Reads = "Everybody reads comments, and the page is not told who did.",
        Deliveries = "An answer in the open stands there at once.",
        Typing = "Nobody is told who is writing a comment.",
        Follows = "A page's feed tells of nobody who follows it.",
        Unknown = [new(Feed("post", "add", Now)), new(Feed("share", "add", Now)), new(Encoding.UTF8.GetBytes($$$"""{"object":"page","entry":[{"id":"{{{Page}}}","time":1,"changes":[{"field":"ratings","value":{"item":"rating"}}]}]}"""))],
        Malformed = [new(Several("""{"id":"999","changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"9_9","from":{"id":"1"} } }]}"""), 2, "comment_id")],
        WrittenElsewhere = [new([Payloads[1], Payloads[0]], Payloads[2], "3001")],
        Echoes = [new(Way.Open, Payloads[0], (id, _) => Comment("add", $$""" "comment_id":"{{id}}","post_id":"1_7","parent_id":"7_1","from":{"id":"{{Page}}","name":"Shop"},"message":"On its way." """))],
        Limits = [new(Way.Open, 8000), new(Way.ToComment, 2000)],
        Windows = [new(Way.ToComment, Payloads[0], TimeSpan.FromDays(7))],
        Troubles = [MetaOutlet.Trouble],
        OpenAsync = () => MetaOutlet.OpenAsync(
            Channel, Settings, SendApi.Start(Page, "me/messages", text => text.Length <= 2000).WithComment("7_1", "comments", 8000), Clock,
            (Way.Open, new(new("3001", "Ada"), "7_1", "7_1")), (Way.ToComment, new(new("3001", "Ada"), "7_1", "7_1"))),
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) => GraphFake.Sign(request, body);

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) => GraphFake.Prove(body, algorithm, hash);

    [Fact]
    public void A_comment_is_its_authors_question_about_that_post()
    {
        var all = Payloads.Select(p => (MessageReceived)Assert.Single(Read(p).Events)).ToList();

        Assert.Equal((Visibility.Public, "1_7", "https://www.facebook.com/shop/posts/7", null, "7_1", "Ada"), (all[0].Visibility, all[0].Content!.ExternalId, all[0].Content!.Url, all[0].ParentExternalId, all[0].ThreadKey, all[0].Author.Name));
        Assert.Equal("photo.jpg", Assert.Single(all[0].Body.Attachments!).Name);
        Assert.Equal(("3002", "7_1", "7_1"), (all[1].Contact!.ExternalId!, all[1].ParentExternalId!, all[1].ThreadKey!));
        Assert.Equal((Direction.Out, null, "7_1"), (all[2].Direction, all[2].Contact!.ExternalId, all[2].ParentExternalId));
    }

    [Theory, InlineData("hide", ModerationState.Hidden), InlineData("unhide", ModerationState.Approved)]
    public void What_the_page_hides_and_shows_again_in_the_vendors_own_app_is_known_here(string verb, ModerationState state)
    {
        var reading = Read(Comment(verb, Now));
        var moderated = Assert.IsType<MessageModerated>(Assert.Single(reading.Events));
        Assert.Equal("system", Assert.Single(reading.All).Note!.Action);
        Assert.Equal(("7_1", state, DateTimeOffset.FromUnixTimeSeconds(1772441880)), (moderated.TargetExternalId, moderated.Standing.State, moderated.Standing.At));
    }

    [Fact]
    public void What_was_asked_for_is_read_as_history()
    {
        var all = Read(Encoding.UTF8.GetBytes("""
            {"data":[{"id":"7_5","created_time":"2026-03-01T10:00:00+0000","message":"And blue?","from":{"id":"3001","name":"Ada"}},
            {"created_time":"2026-03-01T10:01:00+0000","message":"Same","permalink_url":"https://www.facebook.com/1/posts/7/?comment_id=5&reply_comment_id=6"},
            {"id":"m_9","created_time":"2026-03-01T10:02:00+0000","message":"Yes","from":{"id":"137542570280222","name":"Shop"},"to":{"data":[{"id":"3001","name":"Ada"}]}}]}
            """)).Events.Cast<MessageReceived>().ToList();

        Assert.Equal(["7_5", "6", "m_9"], all.Select(m => m.ExternalId));
        Assert.Equal([Visibility.Public, Visibility.Public, Visibility.Private], all.Select(m => m.Visibility));
        Assert.Equal((Direction.Out, "3001"), (all[2].Direction, all[2].Contact!.ExternalId!));
    }

    public void Dispose() => _http.Dispose();

    private Reading Read(byte[] payload) => Channel.Read(new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string> { Page }, () => "id"));

    /// <summary>Of several pages, one comment without a number.</summary>
    private byte[] Several(string foreign)
    {
        var entries = new[] { Comment("add", """ "post_id":"1_7" """), Payloads[0], Payloads[1] }.Select(p => System.Text.Json.JsonDocument.Parse(p).RootElement.GetProperty("entry")[0].GetRawText());
        return Encoding.UTF8.GetBytes($$$"""{"object":"page","entry":[{{{foreign}}},{{{string.Join(',', entries)}}}]}""");
    }

    private static byte[] Comment(string verb, string value) => Feed("comment", verb, value);

    private static byte[] Feed(string item, string verb, string value) => Encoding.UTF8.GetBytes($$$"""
        {"object":"page","entry":[{"id":"{{{Page}}}","time":1772441880,"changes":[{"field":"feed","value":{"item":"{{{item}}}","verb":"{{{verb}}}","created_time":1772441880,{{{value}}}}}]}]}
        """);
}
