using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Connectors.Hooks;

namespace Inbox.Tests.Connectors.Meta.WhatsApp;

public sealed class WhatsAppContractTests : HookContract, IDisposable
{
    private readonly OutboundHttp _http;

    public WhatsAppContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        var graph = new GraphApi(_http);
        Channel = WhatsAppChannel.On(graph);
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = GraphFake.Settings("phoneNumberId", CloudApi.Number);

    private protected override string Proof => "X-Hub-Signature-256";

    private protected override string Secret => "appSecret";

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Messages("""{"from":"33612345678","id":"wamid.A1","timestamp":"1772441880","type":"text","text":{"body":"Where is \u0000 it?"},"context":{"from":"15550783881","id":"wamid.B0"}}"""),
        Messages("""{"from":"33612345678","id":"wamid.A2","timestamp":"1772441881","type":"image","image":{"caption":"Broken","mime_type":"image/jpeg","sha256":"x","id":"media-1"}},{"from":"33612345678","id":"wamid.A3","timestamp":"1772441882","type":"audio","audio":{"mime_type":"audio/ogg; codecs=opus","id":"media-2","voice":true}}"""),
        Value("messages", """
            "contacts":[{"profile":{"name":"Bob","username":"bob.h"},"user_id":"FR.13491208655302741918"}],"messages":[{"from_user_id":"FR.13491208655302741918","id":"wamid.A4","timestamp":"1772441883","type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"l","title":"Tuesday"}},"referral":{"source_url":"https://fb.me/1","source_id":"777","source_type":"ad","headline":"Our bicycles"}}]
            """),
        Value("smb_message_echoes", """
            "message_echoes":[{"from":"15550783881","to":"33612345678","id":"wamid.A5","timestamp":"1772441884","type":"text","text":{"body":"It left."}}]
            """),
        Messages("""{"from":"33612345678","id":"wamid.A6","timestamp":"1772441885","type":"location","location":{"latitude":48.85,"longitude":2.35,"name":"The shop"}},{"from":"33612345678","id":"wamid.A7","timestamp":"1772441886","type":"contacts","contacts":[{"name":{"formatted_name":"Eve"},"phones":[{"phone":"+33 1"}]}]},{"from":"33612345678","id":"wamid.A8","timestamp":"1772441887","type":"order","order":{"text":"For Sunday","product_items":[{"product_retailer_id":"BREAD","quantity":2,"item_price":3.5,"currency":"EUR"}]}}"""),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(Messages("""{"from":"33612345678","id":"wamid.E1","timestamp":"1","type":"edit","edit":{"original_message_id":"wamid.A1","message":{"type":"text","text":{"body":"Where is mine?"}}}}"""), "wamid.A1")],
        Deletions = [new(Messages("""{"from":"33612345678","id":"wamid.E2","timestamp":"1","type":"revoke","revoke":{"original_message_id":"wamid.A1"}}"""), "wamid.A1")],
        Reactions =
        [
            new(Messages("""{"from":"33612345678","id":"wamid.E3","timestamp":"1","type":"reaction","reaction":{"message_id":"wamid.A1","emoji":"👍"}}"""), "wamid.A1"),
            new(Messages("""{"from":"33612345678","id":"wamid.E4","timestamp":"1","type":"reaction","reaction":{"message_id":"wamid.A1"}}"""), "wamid.A1") { Removed = true },
        ],
        Reads = "WhatsApp tells of reading as a state of our message.",
        Deliveries =
        [
            new(Status("sent", "\"biz_opaque_callback_data\":\"inbox:reply-1:2\""), "wamid.R1") { Status = "sent" },
            new(Status("delivered", "\"biz_opaque_callback_data\":\"inbox:reply-1:2\""), "wamid.R1"),
            new(Status("read", "\"pricing\":null"), "wamid.R1") { Status = "read" },
            new(Status("failed", """ "errors":[{"code":131047,"title":"Re-engagement message","error_data":{"details":"More than 24 hours"}}] """), "wamid.R1") { Status = "failed" },
        ],
        Typing = "The Cloud API tells of nobody who is typing.",
        Follows =
        [
            new(Messages("""{"from":"33612345678","id":"wamid.E5","timestamp":"1","type":"system","system":{"body":"Ada changed to another number","wa_id":"33600000000","type":"user_changed_number"}}""")),
            new(Value("user_preferences", """ "user_preferences":[{"wa_id":"33612345678","detail":"User requested to stop marketing messages","category":"marketing_messages","value":"stop","timestamp":"1"}] """)),
        ],
        Unknown =
        [
            new(Messages("""{"from":"33612345678","id":"wamid.E7","timestamp":"1","type":"edit","edit":{"original_message_id":"wamid.A1"}}""")),
            new(Messages("""{"from":"33612345678","id":"wamid.E6","timestamp":"1","type":"unsupported","errors":[{"code":131051,"title":"Message type unknown"}]}""")), new(Value("calls", "\"calls\":[]")),
        ],
        Malformed =
        [
            new(Messages("""{"from":"33600000002","id":"wamid.F2","timestamp":"1","type":"text","text":{"body":"One"}},{"from":"33600000002","type":"text","text":{"body":"No id"}},{"from":"33600000003","id":"wamid.F4","timestamp":"1","type":"text","text":{"body":"Two"}}"""), 2, "no \"id\""),
        ],
        WrittenElsewhere = [new([Payloads[0], Payloads[2]], Payloads[3], "33612345678")],
        Echoes = [new(Way.Direct, Payloads[0], (id, _) => Value("smb_message_echoes", $$$""" "message_echoes":[{"from":"15550783881","to":"33612345678","id":"{{{id}}}","timestamp":"1772441884","type":"text","text":{"body":"On its way."}}] """))],
        Limits = [new(Way.Direct, 4096)],
        Windows = [new(Way.Direct, Payloads[0], TimeSpan.FromHours(24))],
        Troubles = [MetaOutlet.Trouble],
        OpenAsync = () => MetaOutlet.OpenAsync(Channel, Settings, CloudApi.Start(() => ""), Clock, (Way.Direct, new(new("33612345678", "Ada"), "33612345678", "wamid.A1"))),
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) => GraphFake.Sign(request, body);

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) => GraphFake.Prove(body, algorithm, hash);

    [Fact]
    public void Who_wrote_what_to_whom_is_read_as_the_platform_says_it()
    {
        var all = Payloads.SelectMany(p => Read(p).Events).Cast<MessageReceived>().ToList();

        Assert.Equal(("33612345678", "Ada", "+33612345678", "wamid.A1", "wamid.B0", "Where is \uFFFD it?"), (all[0].Author.ExternalId!, all[0].Author.Name!, all[0].Author.Address!, all[0].ExternalId!, all[0].ParentExternalId!, all[0].Body.Text));
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), Visibility.Private, "33612345678"), (all[0].SentAt, all[0].Visibility, all[0].ThreadKey!));
        Assert.Equal(("Broken", "image/jpeg", "audio/ogg"), (all[1].Body.Text, Assert.Single(all[1].Body.Attachments!).Type, Assert.Single(all[2].Body.Attachments!).Type));
        Assert.Equal(["media-1", "media-2"], Read(Payloads[1]).Files.Select(f => f.Source));
        Assert.Equal(("FR.13491208655302741918", "bob.h", null, "Tuesday", "Our bicycles"), (all[3].Author.ExternalId, all[3].Author.Handle, all[3].Author.Address, all[3].Body.Text, all[3].Content!.Title));
        Assert.Equal((Direction.Out, "33612345678", "It left."), (all[4].Direction, all[4].Contact!.ExternalId!, all[4].Body.Text));
        Assert.Equal("The shop\nhttps://www.openstreetmap.org/?mlat=48.85&mlon=2.35", all[5].Body.Text);
        Assert.Equal(("Eve +33 1", "For Sunday", "order.txt"), (all[6].Body.Text, all[7].Body.Text, Assert.Single(all[7].Body.Attachments!).Name));
        Assert.Equal("2 × BREAD, 3.5 EUR", Encoding.UTF8.GetString(Assert.Single(Read(Payloads[4]).Files).Content.Span));
    }

    [Fact]
    public void A_question_about_a_product_says_which()
    {
        var asked = Messages("""{"from":"33612345678","id":"wamid.P1","timestamp":"1772441880","type":"text","text":{"body":"In green?"},"context":{"from":"15550783881","id":"wamid.B0","referred_product":{"catalog_id":"1944","product_retailer_id":"SKU-7"}}}""");

        var about = Assert.IsType<MessageReceived>(Assert.Single(Read(asked).Events));
        Assert.Equal((new ContentRef("SKU-7", null, "Product SKU-7"), "wamid.B0"), (about.Content, about.ParentExternalId));
    }

    [Fact]
    public void A_sticker_is_told_from_a_picture()
    {
        var sticker = Messages("""{"from":"33612345678","id":"wamid.S1","timestamp":"1772441880","type":"sticker","sticker":{"mime_type":"image/webp","sha256":"x","id":"media-9","animated":false}}""");

        Assert.True(Assert.Single(Assert.IsType<MessageReceived>(Assert.Single(Read(sticker).Events)).Body.Attachments!).Sticker);
        Assert.All(Payloads.SelectMany(p => Read(p).Events).OfType<MessageReceived>().SelectMany(m => m.Body.Attachments ?? []), f => Assert.False(f.Sticker));
    }

    [Fact]
    public void What_became_of_a_reply_reaches_it()
    {
        var reading = Read(Value("messages", """
            "statuses":[{"id":"wamid.R1","status":"sent","timestamp":"1772441880","recipient_id":"33612345678","biz_opaque_callback_data":"inbox:reply-1:2"},
            {"id":"wamid.R1","status":"delivered","timestamp":"1772441881","recipient_id":"33612345678","biz_opaque_callback_data":"inbox:reply-1:2"},
            {"id":"wamid.R2","status":"failed","timestamp":"1772441882","recipient_id":"33612345678","biz_opaque_callback_data":"inbox:reply-2:1","errors":[{"code":131047,"title":"Re-engagement message","error_data":{"details":"More than 24 hours"}}]},
            {"id":"wamid.R3","status":"read","timestamp":"1772441883","recipient_id":"33612345678"}]
            """));

        Assert.Equal(["sent", "delivered", "sent", "failed", "read"], reading.All.Select(f => f.Note!.Status));
        Assert.Equal([("reply-1", "wamid.R1"), ("reply-1", "wamid.R1"), ("reply-2", "wamid.R2")], reading.Events.OfType<ReplyReported>().Select(r => (r.ReplyId, r.ExternalId)));
        var failed = Assert.IsType<DeliveryFailed>(Assert.Single(reading.Events, e => e is not ReplyReported));
        Assert.Equal("wamid.R2", failed.TargetExternalId);
        Assert.Contains("until they write again", failed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sent"), InlineData("delivered"), InlineData("read"), InlineData("played")]
    public void Whatever_state_comes_back_with_a_replys_name_the_platform_has_taken_it(string state)
    {
        var taken = Assert.IsType<ReplyReported>(Assert.Single(Read(Status(state, "\"biz_opaque_callback_data\":\"inbox:reply-1:2\"")).Events));

        Assert.Equal(("reply-1", 2, ReplyState.Sent, "wamid.R1"), (taken.ReplyId, taken.Attempt, taken.State, taken.ExternalId!));
    }

    [Theory]
    [InlineData("played", "status", "read"), InlineData("deleted", "delete", null), InlineData("warning", "ignore", null)]
    public void States_beyond_the_usual_are_said_in_the_words_of_all_channels(string state, string action, string? status)
    {
        var note = Assert.Single(Read(Status(state, "\"pricing\":null")).All).Note!;

        Assert.Equal((action, status, "wamid.R1", action == "ignore"), (note.Action, note.Status, note.TargetExternalId, note.Reason is not null));
        Assert.Empty(Read(Status(state, "\"pricing\":null")).Events);
    }

    [Fact]
    public void A_profile_speaks_for_its_own_number_or_id_alone()
    {
        var zoe = """{"from":"33699999999","id":"wamid.Z1","timestamp":"1772441880","type":"text","text":{"body":"Hi"}}""";
        var hidden = """{"from_user_id":"FR.900","id":"wamid.Z2","timestamp":"1772441881","type":"text","text":{"body":"Hello"}}""";
        var both = Read(Value("messages", $$""" "contacts":[{"profile":{"name":"Zoe"},"wa_id":"33699999999"}],"messages":[{{hidden}},{{zoe}}] """)).Events.Cast<MessageReceived>();

        Assert.Equal([("FR.900", null, null), ("33699999999", "Zoe", "+33699999999")], both.Select(m => (m.Author.ExternalId, m.Author.Name, m.Author.Address)));
    }

    [Theory]
    [InlineData("\"from\":\"5215512345678\"", "5215512345678", "+5215512345678"), InlineData("\"from_user_id\":\"FR.900\"", "FR.900", null)]
    public void Who_writes_alone_is_called_by_the_only_profile_and_keeps_their_own_number_or_id(string from, string id, string? address)
    {
        var alone = $$$"""{{{{from}}},"id":"wamid.Z3","timestamp":"1772441880","type":"text","text":{"body":"Hi"}}""";
        var author = Assert.IsType<MessageReceived>(Assert.Single(Read(Value("messages", $$""" "contacts":[{"profile":{"name":"Zoe"},"wa_id":"525512345678","user_id":"MX.1"}],"messages":[{{alone}}] """)).Events)).Author;

        Assert.Equal(new Party(id, "Zoe", null, address), author);
    }

    [Fact]
    public void Number_and_hidden_id_that_come_together_are_two_names_of_one_person()
    {
        var both = Assert.IsType<MessageReceived>(Assert.Single(Read(Messages(Text("33612345678"))).Events));
        var other = Assert.IsType<MessageReceived>(Assert.Single(Read(Messages(Text("33600000009"))).Events));
        var message = Text("").Replace("\"from\":\"\"", "\"from_user_id\":\"FR.1\"", StringComparison.Ordinal);
        var alone = Assert.IsType<MessageReceived>(Assert.Single(Read(Value("messages", $$""" "contacts":[{"user_id":"FR.1"}],"messages":[{{message}}] """)).Events));

        Assert.Equal(("33612345678", new KnownAs("whatsapp", "FR.1")), (both.Contact!.ExternalId, Assert.Single(both.KnownAs)));
        Assert.Empty(other.KnownAs); // the only profile is somebody else's
        Assert.Equal(("FR.1", 0), (alone.Contact!.ExternalId, alone.KnownAs.Count));

        static string Text(string from) => $$$"""{"from":"{{{from}}}","id":"wamid.K1","timestamp":"1772441880","type":"text","text":{"body":"Hi"}}""";
    }

    [Fact]
    public void A_part_that_arrived_speaks_for_itself_alone()
    {
        var arrived = Assert.IsType<ReplyReported>(Assert.Single(Read(Status("delivered", "\"biz_opaque_callback_data\":\"inbox:reply-1:2:1:3\"")).Events));

        Assert.Equal(("reply-1", 2, ReplyState.Sending, null, new SentPart(1, 3, "wamid.R1")), (arrived.ReplyId, arrived.Attempt, arrived.State, arrived.ExternalId, arrived.Part));
        foreach (var mark in (string[])["inbox:reply-1:2:4:3", "inbox:reply-1:2:0:3", "inbox:reply-1:2:1:1", "inbox:reply-1:2:1", "inbox:reply-1:x", "somebody's"])
            Assert.Empty(Read(Status("delivered", $"\"biz_opaque_callback_data\":\"{mark}\"")).Events);
    }

    [Fact]
    public async Task B49_one_malformed_message_among_several_numbers_costs_only_itself()
    {
        var foreign = Encoding.UTF8.GetString(Messages("""{"from":"33600000001","id":"wamid.F1","timestamp":"1","type":"text","text":{"body":"Not for us"}}""")).Replace(CloudApi.Number, "999", StringComparison.Ordinal);
        var ours = Encoding.UTF8.GetString(Messages("""{"from":"33600000002","id":"wamid.F2","timestamp":"1","type":"text","text":{"body":"One"}},{"from":"33600000002","type":"text","text":{"body":"No id"}},{"from":"33600000003","id":"wamid.F4","timestamp":"1","type":"text","text":{"body":"Two"}}"""));
        var both = Encoding.UTF8.GetBytes($$"""{"object":"whatsapp_business_account","entry":[{{Entry(foreign)}},{{Entry(ours)}}]}""");
        await using var host = await StartAsync();
        Assert.Equal(200, await host.SendAsync(Signed(host, both, "both")));

        Assert.Equal(["One", "Two"], (await host.EventsAsync()).Cast<MessageReceived>().Select(m => m.Body.Text));
        Assert.Contains("no \"id\"", Assert.Single(await host.QuarantineAsync()).Reason, StringComparison.Ordinal);
        Assert.Contains(Channel.Read(Input(both, CloudApi.Number)).All, f => f.Note is { Action: "ignore" } n && n.Reason!.Contains("999", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_handshake_is_answered_only_to_who_knows_the_word()
    {
        await using var host = await StartAsync();

        Assert.Equal(401, await host.SendAsync(Asking(host, "hub.mode=subscribe&hub.verify_token=x&hub.challenge=1")));
        Assert.Null((await host.Get<Accounts>().FindAsync(host.AccountId, TestContext.Current.CancellationToken))!.HookVerifiedAt);
        Assert.Equal("1158201444", await host.ReadAsync(Asking(host, $"hub.mode=subscribe&hub.verify_token={Uri.EscapeDataString(GraphFake.VerifyToken)}&hub.challenge=1158201444")));
        foreach (var wrong in (string[])["hub.mode=subscribe&hub.verify_token=x&hub.challenge=1", "hub.mode=subscribe&hub.challenge=1", $"hub.mode=unsubscribe&hub.verify_token={Uri.EscapeDataString(GraphFake.VerifyToken)}&hub.challenge=1", ""])
            Assert.Equal(401, await host.SendAsync(Asking(host, wrong)));
        Assert.Equal(0, await host.RowsAsync());
        var known = (await host.Get<Accounts>().FindAsync(host.AccountId, TestContext.Current.CancellationToken))!;
        Assert.Equal((Clock.GetUtcNow(), null), (known.HookVerifiedAt, known.HookDeliveredAt));
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Asking(HookHost host, string query) => new(HttpMethod.Get, host.Request([]).RequestUri + "?" + query);

    private Reading Read(byte[] payload) => Channel.Read(Input(payload));

    private static RawInput Input(byte[] payload, params string[] own) => new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, own.ToHashSet(), () => "id");

    private static byte[] Messages(string messages) => Value("messages", $$"""
        "contacts":[{"profile":{"name":"Ada"},"wa_id":"33612345678","user_id":"FR.1"}],"messages":[{{messages}}]
        """);

    private static byte[] Status(string state, string more) => Value("messages", $$"""
        "statuses":[{"id":"wamid.R1","status":"{{state}}","timestamp":"1772441880","recipient_id":"33612345678",{{more}}}]
        """);

    private static byte[] Value(string field, string value) => Encoding.UTF8.GetBytes($$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"{{{CloudApi.Number}}}"},{{{value}}}},"field":"{{{field}}}"}]}]}
        """);

    private static string Entry(string delivery) => System.Text.Json.JsonDocument.Parse(delivery).RootElement.GetProperty("entry")[0].GetRawText();
}
