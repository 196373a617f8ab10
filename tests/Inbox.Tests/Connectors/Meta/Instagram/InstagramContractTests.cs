using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Hooks;
using Inbox.Tests.Connectors.Meta.Messenger;

namespace Inbox.Tests.Connectors.Meta.Instagram;

public sealed class InstagramContractTests : HookContract, IDisposable
{
    private const string Profile = "17841400008460056";
    private readonly OutboundHttp _http;

    public InstagramContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        Channel = InstagramChannel.On(new(_http));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = GraphFake.Settings("instagramId", Profile);

    private protected override string Proof => "X-Hub-Signature-256";

    private protected override string Secret => "appSecret";

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        From("""{"mid":"m_I1","text":"In blue?","reply_to":{"story":{"id":"18001","url":"https://cdn.example/story.jpg"}}}"""),
        From("""{"mid":"m_I2","attachments":[{"type":"story_mention","payload":{"url":"https://cdn.example/s?id=2"}}]}"""),
        From("""{"mid":"m_I3","attachments":[{"type":"ig_reel","payload":{"reel_video_id":"555","title":"How it is made","url":"https://cdn.example/r?id=3"}}]}"""),
        Entry("messaging", $$$"""[{"sender":{"id":"{{{Profile}}}"},"recipient":{"id":"2001"},"timestamp":1772441884000,"message":{"mid":"m_I4","text":"Yes.","is_echo":true}}]"""),
        Change("""{"id":"9001","from":{"id":"2001","username":"ada"},"text":"How much?","media":{"id":"7001","media_product_type":"FEED"}}"""),
        Change("""{"id":"9002","parent_id":"9001","from":{"id":"2002","username":"bob"},"text":"@ada 20","media":{"id":"7001","media_product_type":"FEED"}}"""),
        Change($$$"""{"id":"9003","parent_id":"9001","from":{"id":"{{{Profile}}}","username":"shop"},"text":"@ada 25","media":{"id":"7001"}}"""),
        Entry("changes", """[{"field":"messages","value":{"sender":{"id":"2003"},"recipient":{"id":"17841400008460056"},"timestamp":"1772441880","message":{"mid":"m_I5","text":"Hello"}}}]"""),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(Event("""message_edit":{"mid":"m_I1","text":"In red?","num_edit":1}"""), "m_I1")],
        Deletions = [new(From("""{"mid":"m_I1","is_deleted":true}"""), "m_I1")],
        Reactions = [new(Event("""reaction":{"mid":"m_I4","action":"react","reaction":"love","emoji":"❤"}"""), "m_I4"), new(Event("""reaction":{"mid":"m_I4","action":"unreact"}"""), "m_I4") { Removed = true }],
        Reads = [new(Event("""read":{"mid":"m_I4"}"""), "m_I4")],
        Deliveries = "Instagram tells of reading and never of delivery.",
        Typing = "Instagram tells apps of nobody who is typing.",
        Follows = [new(Event("""referral":{"ref":"x","source":"IGME-SOURCE-LINK","type":"OPEN_THREAD"}"""))],
        Unknown =
        [
            new(From("""{"mid":"m_I9","is_unsupported":true}""")), new(Event("""message_edit":{"mid":"m_I1","num_edit":0}""")),
            new(Entry("messaging", $$$"""[{"sender":{"id":"{{{Profile}}}"},"recipient":{"id":"{{{Profile}}}"},"timestamp":1772441884000,"message":{"mid":"m_I10","text":"To do","is_echo":true,"is_self":true}}]""")),
            new(Entry("messaging", $$$"""[{"sender":{"id":"{{{Profile}}}"},"recipient":{"id":"{{{Profile}}}"},"timestamp":1772441884000,"message":{"mid":"m_I11","text":"To do"}}]""")),
            new(From("""{"mid":"m_I12","text":"To do","is_self":true}""")),
            new(Entry("changes", """[{"field":"story_insights","value":{"media_id":"7001","reach":5}}]""")),
            new(Change($$$"""{"id":"9009","from":{"id":"{{{Profile}}}"},"text":"Our own","media":{"id":"7001"}}""")),
        ],
        Malformed = [new(Entry("changes", """[{"field":"comments","value":{"id":"9011","from":{"id":"2001"},"text":"One","media":{"id":"7001"}}},{"field":"comments","value":{"text":"Nobody's"}},{"field":"comments","value":{"id":"9012","from":{"id":"2002"},"text":"Two","media":{"id":"7001"}}}]"""), 2, "no \"id\"")],
        WrittenElsewhere = [new([Payloads[0], Payloads[7]], Payloads[3], "2001"), new([Payloads[4], Payloads[5]], Payloads[6], "2001")],
        Echoes =
        [
            new(Way.Direct, Payloads[7], (id, _) => Entry("messaging", $$$"""[{"sender":{"id":"{{{Profile}}}"},"recipient":{"id":"2003"},"timestamp":1772441884000,"message":{"mid":"{{{id}}}","text":"On its way.","is_echo":true}}]""")),
            new(Way.Open, Payloads[4], (id, _) => Change($$$"""{"id":"{{{id}}}","parent_id":"9001","from":{"id":"{{{Profile}}}","username":"shop"},"text":"On its way.","media":{"id":"7001"}}""")),
        ],
        Limits = [new(Way.Open, 268) { Taken = InstagramComments.Longest }, new(Way.Direct, 1000, TextCount.Bytes), new(Way.ToComment, 1000, TextCount.Bytes)],
        Windows =
        [
            new(Way.Direct, Payloads[7], TimeSpan.FromHours(24)), new(Way.Direct, Payloads[7], TimeSpan.FromDays(7)) { Where = ("humanAgent", "yes") }, new(Way.ToComment, Payloads[4], TimeSpan.FromDays(7)),
        ],
        Troubles = [MetaOutlet.Trouble],
        OpenAsync = () => MetaOutlet.OpenAsync(
            Channel, Settings, Platform(), Clock,
            (Way.Direct, new(new("2003", "Cid"), "2003", "m_I5")), (Way.Open, new(new("2001", "ada"), "9001", "9001")), (Way.ToComment, new(new("2001", "ada"), "9001", "9001"))),
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) => GraphFake.Sign(request, body);

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) => GraphFake.Prove(body, algorithm, hash);

    [Fact]
    public void Direct_messages_keep_their_story_reel_and_side()
    {
        var all = Payloads.SelectMany(p => Read(p).Events).Cast<MessageReceived>().ToList();

        Assert.Equal(("In blue?", "18001", "2001", Visibility.Private), (all[0].Body.Text, all[0].Content!.ExternalId, all[0].ThreadKey!, all[0].Visibility));
        Assert.Equal(("Mentioned you in a story.", "story.jpg"), (all[1].Body.Text, Assert.Single(all[1].Body.Attachments!).Name));
        Assert.Equal(("555", "How it is made", "video/mp4"), (all[2].Content!.ExternalId, all[2].Content!.Title!, Assert.Single(all[2].Body.Attachments!).Type));
        Assert.Equal((Direction.Out, "2001"), (all[3].Direction, all[3].Contact!.ExternalId!));
        Assert.Equal(("2003", new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero)), (all[7].Author.ExternalId!, all[7].SentAt!.Value));
    }

    [Theory]
    [InlineData("""{"product":{"id":"4711"}}""", "4711", "Product 4711")]
    [InlineData("""{"ref":"spring-mail","source":"IGME-SOURCE-LINK","type":"OPEN_THREAD"}""", "campaign:spring-mail", "spring-mail")]
    [InlineData("""{"ref":"spring-mail","source":"ADS","type":"OPEN_THREAD","ad_id":"777","ads_context_data":{"ad_title":"Our bicycles","product_id":"4711"}}""", "777", "Our bicycles")]
    public void What_brought_somebody_here_is_what_they_ask_about(string referral, string about, string title)
    {
        var asked = Message(From($$$"""{"mid":"m_I7","text":"Is this in stock?","referral":{{{referral}}}}"""));
        var pressed = Message(Event($$$"""postback":{"mid":"m_I8","title":"Start","payload":"START","referral":{{{referral}}}}"""));

        Assert.All([asked, pressed], m => Assert.Equal((about, title), (m.Content!.ExternalId, m.Content.Title)));
    }

    [Theory]
    [InlineData("""{"type":"image","payload":{"url":"https://cdn.example/x.png","sticker_id":369239263222822}}""", true)]
    [InlineData("""{"type":"sticker","payload":{"url":"https://cdn.example/x.png"}}""", true)]
    [InlineData("""{"type":"image","payload":{"url":"https://cdn.example/x.png"}}""", false)]
    public void A_sticker_is_told_from_a_picture(string attachment, bool isSticker) =>
        Assert.Equal(isSticker, Assert.Single(Message(From($$$"""{"mid":"m_I6","attachments":[{{{attachment}}}]}""")).Body.Attachments!).Sticker);

    [Fact]
    public void A_comment_is_its_authors_question_about_that_post()
    {
        var (ada, bob, ours) = (Message(Payloads[4]), Message(Payloads[5]), Message(Payloads[6]));

        Assert.Equal((Visibility.Public, "7001", "9001", null, "ada"), (ada.Visibility, ada.Content!.ExternalId, ada.ThreadKey, ada.ParentExternalId, ada.Author.Handle));
        Assert.Equal(("2002", "9001", "9001"), (bob.Contact!.ExternalId!, bob.ParentExternalId!, bob.ThreadKey!));
        Assert.Equal((Direction.Out, null, "9001"), (ours.Direction, ours.Contact!.ExternalId, ours.ParentExternalId));
    }

    [Fact]
    public void What_belongs_to_another_profile_is_left_alone() =>
        Assert.Equal("ignore", Assert.Single(Read(Encoding.UTF8.GetBytes("""{"entry":[{"id":"1","changes":[{"field":"comments","value":{"id":"1"}}]}]}""")).All).Note!.Action);

    public void Dispose() => _http.Dispose();

    private MessageReceived Message(byte[] payload) => (MessageReceived)Assert.Single(Read(payload).Events);

    private Reading Read(byte[] payload) => Channel.Read(new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string> { Profile }, () => "id"));

    private static GraphFake Platform()
    {
        var fake = SendApi.Start(Profile, "me/messages", text => Encoding.UTF8.GetByteCount(text) <= 1000);
        new InstagramComments().On(fake, "9001");
        return fake;
    }

    private static byte[] From(string message) => Entry("messaging", $$$"""[{"sender":{"id":"2001"},"recipient":{"id":"{{{Profile}}}"},"timestamp":1772441880000,"message":{{{message}}}}]""");

    private static byte[] Event(string what) => Entry("messaging", $$$"""[{"sender":{"id":"2001"},"recipient":{"id":"{{{Profile}}}"},"timestamp":1772441880000,"{{{what}}}}]""");

    private static byte[] Change(string comment) => Entry("changes", $$$"""[{"field":"comments","value":{{{comment}}}}]""");

    private static byte[] Entry(string kind, string what) => Encoding.UTF8.GetBytes($$$"""{"object":"instagram","entry":[{"id":"{{{Profile}}}","time":1772441880,"{{{kind}}}":{{{what}}}}]}""");
}
