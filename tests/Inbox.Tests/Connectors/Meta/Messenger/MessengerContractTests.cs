using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Hooks;

namespace Inbox.Tests.Connectors.Meta.Messenger;

public sealed class MessengerContractTests : HookContract, IDisposable
{
    private readonly OutboundHttp _http;

    public MessengerContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        Channel = MessengerChannel.On(new(_http));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = GraphFake.Settings("pageId", SendApi.Page);

    private protected override string Proof => "X-Hub-Signature-256";

    private protected override string Secret => "appSecret";

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        From("1001", """
            "message":{"mid":"m_A1","text":"Where is it?","reply_to":{"mid":"m_B0"}}
            """),
        From("1001", """
            "message":{"mid":"m_A2","text":"Broken","attachments":[{"type":"image","payload":{"url":"https://scontent.example/v/wheel.png?oh=1"}},{"type":"location","payload":{"coordinates":{"lat":48.85,"long":2.35}}}]}
            """),
        From("1001", """
            "message":{"mid":"m_A3","text":"Red \ud800","quick_reply":{"payload":"PICKED_RED"}}
            """),
        From("1001", """
            "postback":{"mid":"m_A4","title":"Get started","payload":"START","referral":{"ref":"x","source":"ADS","type":"OPEN_THREAD","ad_id":"777","ads_context_data":{"ad_title":"Our bicycles"}}}
            """),
        Entry(SendApi.Page, "messaging", $$$"""{"sender":{"id":"{{{SendApi.Page}}}"},"recipient":{"id":"1001"},"timestamp":1772441884000,"message":{"is_echo":true,"app_id":1,"mid":"m_A5","text":"It left."}}"""),
        Entry(SendApi.Page, "standby", $$$"""{"sender":{"id":"1002"},"recipient":{"id":"{{{SendApi.Page}}}"},"timestamp":1772441885000,"message":{"mid":"m_A6","text":"Anybody?"}}"""),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(From("1001", """ "message_edit":{"mid":"m_A1","text":"Where is mine?","num_edit":1} """), "m_A1")],
        Deletions = [new(From("1001", """ "message":{"mid":"m_A1","is_deleted":true} """), "m_A1")],
        Reactions =
        [
            new(From("1001", """ "reaction":{"reaction":"love","emoji":"❤","action":"react","mid":"m_A1"} """), "m_A1"),
            new(From("1001", """ "reaction":{"action":"unreact","mid":"m_A1"} """), "m_A1") { Removed = true },
        ],
        Reads = [new(From("1001", """ "read":{"watermark":1458668856253} """))],
        Deliveries = [new(From("1001", """ "delivery":{"mids":["m_R1"],"watermark":1458668856253} """), "m_R1")],
        Typing = [new(From("1001", """ "typing":{"state":"on"} """))],
        Follows = [new(From("1001", """ "referral":{"ref":"x","source":"SHORTLINK","type":"OPEN_THREAD"} """)), new(From("1001", """ "pass_thread_control":{"new_owner_app_id":1} """))],
        Unknown =
        [
            new(From("1001", """ "game_play":{"score":99} """)), new(From("1001", """ "message_edit":{"mid":"m_A1","num_edit":1} """)),
            new(From(SendApi.Page, """ "message":{"mid":"m_A9","text":"To ourselves","is_echo":true} """)),
        ],
        Malformed =
        [
            new(Encoding.UTF8.GetBytes($$$"""
                {"object":"page","entry":[
                  {"id":"999","time":1,"messaging":[{"sender":{"id":"5"},"recipient":{"id":"999"},"timestamp":1,"message":{"mid":"m_F1","text":"Not for us"}}]},
                  {"id":"{{{SendApi.Page}}}","time":1,"messaging":[
                    {"sender":{"id":"5"},"recipient":{"id":"{{{SendApi.Page}}}"},"timestamp":1,"message":{"mid":"m_F2","text":"One"}},
                    {"sender":{"id":"5"},"recipient":{"id":"{{{SendApi.Page}}}"},"timestamp":1,"message":{"text":"No mid"}},
                    {"sender":{"id":"6"},"recipient":{"id":"{{{SendApi.Page}}}"},"timestamp":1,"message":{"mid":"m_F4","text":"Two"}}]},
                  {"id":"{{{SendApi.Page}}}","time":1,"changes":[{"field":"feed","value":{"item":"comment"}}]}]}
                """), 2, "\"mid\""),
        ],
        WrittenElsewhere = [new([Payloads[0], Payloads[5]], Payloads[4], "1001")],
        Echoes = [new(Way.Direct, Payloads[0], (id, _) => Entry(SendApi.Page, "messaging", $$$"""{"sender":{"id":"{{{SendApi.Page}}}"},"recipient":{"id":"1001"},"timestamp":1772441884000,"message":{"is_echo":true,"app_id":1,"mid":"{{{id}}}","text":"On its way."}}""")) { Files = 2 }],
        Limits = [new(Way.Direct, 2000), new(Way.ToComment, 2000)],
        Windows = [new(Way.Direct, Payloads[0], TimeSpan.FromHours(24)), new(Way.Direct, Payloads[0], TimeSpan.FromDays(7)) { Where = ("humanAgent", "yes") }],
        Troubles = [MetaOutlet.Trouble],
        OpenAsync = () => MetaOutlet.OpenAsync(
            Channel, Settings, SendApi.Start(SendApi.Page, "me/messages", text => text.Length <= 2000), Clock,
            (Way.Direct, new(new("1001", "Ada"), "1001", "m_A1")), (Way.ToComment, new(new("3001", "Ada"), "7_1", "7_1"))),
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) => GraphFake.Sign(request, body);

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) => GraphFake.Prove(body, algorithm, hash);

    [Fact]
    public void Who_wrote_what_to_whom_is_read_as_the_platform_says_it()
    {
        var all = Payloads.SelectMany(p => Read(p).Events).Cast<MessageReceived>().ToList();

        Assert.Equal(("1001", "m_A1", "m_B0", "Where is it?", "1001"), (all[0].Author.ExternalId!, all[0].ExternalId!, all[0].ParentExternalId!, all[0].Body.Text, all[0].ThreadKey!));
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), Visibility.Private), (all[0].SentAt, all[0].Visibility));
        Assert.Equal(("Broken\nhttps://www.openstreetmap.org/?mlat=48.85&mlon=2.35", "wheel.png"), (all[1].Body.Text, Assert.Single(all[1].Body.Attachments!).Name));
        Assert.Equal("https://scontent.example/v/wheel.png?oh=1", Assert.Single(Read(Payloads[1]).Files).Source);
        Assert.Equal(("Red \uFFFD", "Get started", "Our bicycles"), (all[2].Body.Text, all[3].Body.Text, all[3].Content!.Title!));
        Assert.Equal((Direction.Out, "1001", "It left."), (all[4].Direction, all[4].Contact!.ExternalId!, all[4].Body.Text));
        Assert.Equal((Direction.In, "1002"), (all[5].Direction, all[5].Contact!.ExternalId!));
    }

    [Theory]
    [InlineData("""{"type":"post","payload":{"url":"https://www.facebook.example/shop/posts/77"}}""", "https://www.facebook.example/shop/posts/77")]
    [InlineData("""{"type":"post","payload":{"url":"https://www.facebook.example/shop/posts/77","title":"Our blue shoes"}}""", "Our blue shoes\nhttps://www.facebook.example/shop/posts/77")]
    [InlineData("""{"type":"appointment_booking","payload":{"booking_id":"B1","status":"requested","start_time":1739612400,"end_time":1739616000,"timezone":"America/Los_Angeles"}}""", "Appointment requested: 2025-02-15 01:40 to 2025-02-15 02:40 (America/Los_Angeles)")]
    [InlineData("""{"type":"appointment_booking","payload":{"status":"confirmed","start_time":1739612400,"timezone":"Nowhere/Else"}}""", "Appointment confirmed: 2025-02-15 09:40 (UTC)")]
    [InlineData("""{"type":"template","payload":{"product":{"elements":[{"id":"P1","retailer_id":"R","image_url":"https://x.example/i.jpg","title":"Blue shoe","subtitle":"$30"},{"id":"P2","title":"Red shoe","subtitle":"$31"}]}}}""", "Blue shoe\n$30\nRed shoe\n$31")]
    [InlineData("""{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","url":"https://www.facebook.example/photo"}]}}""", "https://www.facebook.example/photo")]
    [InlineData("""{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","attachment_id":1}]}}""", "(template)")]
    [InlineData("""{"type":"fallback","title":"Our shop","url":"https://shop.example/"}""", "Our shop\nhttps://shop.example/")]
    [InlineData("""{"type":"fallback"}""", "(something that the platform does not show here)")]
    [InlineData("""{"type":"fallback","payload":null}""", "(something that the platform does not show here)")]
    public void What_is_shared_is_said_in_words(string attachment, string words)
    {
        var shared = Assert.IsType<MessageReceived>(Assert.Single(Read(From("1001", $$$""" "message":{"mid":"m_S3","attachments":[{{{attachment}}}]} """)).Events));

        Assert.Equal(words, shared.Body.Text);
    }

    [Fact]
    public void A_product_that_is_shared_or_looked_at_is_what_the_question_is_about()
    {
        var shared = Read(From("1001", """ "message":{"mid":"m_P1","attachments":[{"type":"template","payload":{"product":{"elements":[{"id":"P1","title":"Blue shoe"}]}}}]} """));
        var asked = Read(From("1001", """ "message":{"mid":"m_P2","text":"Is this in stock?","referral":{"product":{"id":"P1"}}} """));

        Assert.Equal([new("P1", null, "Blue shoe"), new ContentRef("P1", null, "Product P1")], shared.Events.Concat(asked.Events).Cast<MessageReceived>().Select(m => m.Content));
    }

    [Fact]
    public void A_sticker_is_told_from_a_picture_whoever_sent_it()
    {
        const string Sticker = """ "attachments":[{"type":"image","payload":{"url":"https://scontent.example/v/thumb.png","sticker_id":369239263222822}}]} """;
        var echo = Entry(SendApi.Page, "messaging", $$$"""{"sender":{"id":"{{{SendApi.Page}}}"},"recipient":{"id":"1001"},"timestamp":1772441884000,"message":{"is_echo":true,"mid":"m_S2",{{{Sticker}}}}""");

        Assert.All([From("1001", $$$""" "message":{"mid":"m_S1",{{{Sticker}}} """), echo], p => Assert.True(Assert.Single(Assert.IsType<MessageReceived>(Assert.Single(Read(p).Events)).Body.Attachments!).Sticker));
        Assert.False(Assert.Single(((MessageReceived)Read(Payloads[1]).Events[0]).Body.Attachments!).Sticker);
    }

    public void Dispose() => _http.Dispose();

    private Reading Read(byte[] payload) => Channel.Read(new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string> { SendApi.Page }, () => "id"));

    private static byte[] From(string person, string what) => Entry(SendApi.Page, "messaging", $$$"""{"sender":{"id":"{{{person}}}"},"recipient":{"id":"{{{SendApi.Page}}}"},"timestamp":1772441880000,{{{what}}}}""");

    private static byte[] Entry(string page, string kind, string e) => Encoding.UTF8.GetBytes($$$"""{"object":"page","entry":[{"id":"{{{page}}}","time":1772441880000,"{{{kind}}}":[{{{e}}}]}]}""");
}
