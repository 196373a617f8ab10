using System.Text;
using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Mastodon;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Mastodon;

public sealed class MastodonContractTests : ConnectorContract, IDisposable
{
    private static readonly JsonObject Shop = Instance.Account("1", "shop"), Ann = Instance.Account("42", "ann@far.example", "Ann"), Bob = Instance.Account("43", "bob");
    private static readonly JsonObject Post = Instance.Status(5, Shop, "<p>New: green tea. <a href=\"https://tea.example/green\"><span class=\"invisible\">https://</span><span>tea.example/green</span></a></p>");
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly OutboundHttp _http;

    public MastodonContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);
        var api = new MastodonApi(_http);
        Channel = new MastodonChannel(api, new(api, _clock));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["url"] = "https://tea.example", ["token"] = Instance.Token };

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Said(Instance.Status(11, Ann, "<p><span class=\"h-card\"><a href=\"https://tea.example/@shop\" class=\"u-url mention\">@<span>shop</span></a></span> Is it <b>fresh</b>?</p><p>I hope \0 so.</p>", 5, Shop), Post),
        Said(Instance.Status(12, Shop, "<p>@ann It is.</p>", 11, Ann), Post),
        Json(Notification("mention", Instance.Status(13, Bob, "<p>@shop psst</p>", visibility: "direct"))),
        Json(new JsonObject { ["id"] = "3", ["unread"] = true, ["accounts"] = new JsonArray(Ann.DeepClone()), ["last_status"] = Instance.Status(14, Shop, "<p>@ann hush</p>", 99, Ann, "direct") }),
        Json(new JsonObject { ["stream"] = new JsonArray("user:notification"), ["event"] = "notification", ["payload"] = Notification("quote", Instance.Status(15, Ann, "<p>Look!</p>", quoted: Post)).ToJsonString() }),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(Json(new JsonObject { ["event"] = "status.update", ["payload"] = Edited().ToJsonString() }), "11")],
        Deletions = [new(Json(new JsonObject { ["event"] = "delete", ["payload"] = "11" }), "11")],
        Reactions = [new(Json(Notification("favourite", Post.DeepClone().AsObject())), "5")],
        Reads = "Mastodon tells nobody who has read.",
        Deliveries = "Mastodon has a post once it has answered.",
        Typing = "Mastodon tells of nobody who is writing.",
        Follows = [new(Json(Notification("follow", null))), new(Json(Notification("reblog", Post.DeepClone().AsObject())))],
        Unknown = [new(Json(Notification("status", Instance.Status(50, Bob, "<p>Morning</p>")))), new(Json(Notification("admin.report", null))), new(Json(new JsonObject { ["event"] = "filters_changed" }))],
        Malformed =
        [
            new(Json(new JsonArray([.. Enumerable.Range(1, 100).Select(i => (JsonNode)(i == 50 ? new JsonObject { ["id"] = "x", ["type"] = "mention", ["account"] = new JsonObject() } : Notification("mention", Instance.Status(i, Ann, "<p>Hi</p>"))))])), 99, "Item 50 of 100"),
        ],
        WrittenElsewhere = [new([Payloads[2], Payloads[0]], Payloads[1], "ann@far.example/42")],
        Echoes =
        [
            new(Way.Open, Payloads[0], (id, _) => Said(Instance.Status(Number(id), Shop, "<p>@ann On its way.</p>", 11, Ann), Post)), new(Way.Direct, Payloads[2], (id, _) => Said(Instance.Status(Number(id), Shop, "<p>@bob On its way.</p>", 13, Bob, "direct"))),
        ],
        Limits = [new(Way.Open, 468, TextCount.GraphemesAndLinks) { Taken = 495 }, new(Way.Direct, 468, TextCount.GraphemesAndLinks) { Taken = 495 }],
        Windows = "Mastodon takes answers to a post for as long as it is there.",
        Troubles = [new(TimeSpan.FromSeconds(200.123456), "Sorry")],
        OpenAsync = () =>
        {
            var instance = new Instance();
            instance.Say(11, Ann, "<p>Is it fresh?</p>");
            instance.Say(13, Bob, "<p>@shop psst</p>", visibility: "direct");
            return HttpOutlet.OpenAsync(Channel, Settings, "url", new(
                instance.Answer, () => instance.Posted.Count, new(429, """{"error":"Too many requests"}""", Headers: new() { ["X-RateLimit-Reset"] = "2026-03-02T09:03:20.123456Z" }), new(422, """{"error":"Sorry"}"""))
            {
                Whom = new Dictionary<Way, Whom> { [Way.Open] = new(new("ann@far.example/42", "Ann", "ann@far.example"), null, "11"), [Way.Direct] = new(new("bob@tea.example/43", "Bob", "bob@tea.example"), "bob@tea.example/43", "13") },
            }, _clock);
        },
    };

    [Fact]
    public void Who_said_what_under_which_post_is_read_as_the_platform_has_it()
    {
        var all = Payloads.SelectMany(p => Read(p).Events).Cast<MessageReceived>().ToList();

        Assert.Equal(("ann@far.example/42", "Ann", "ann@far.example", "11", "5", Visibility.Public), (all[0].Author.ExternalId!, all[0].Author.Name!, all[0].Author.Handle!, all[0].ExternalId!, all[0].ParentExternalId!, all[0].Visibility));
        Assert.Equal(("5", "https://tea.example/@x/5", "New: green tea. https://tea.example/green"), (all[0].Content!.ExternalId, all[0].Content!.Url!, all[0].Content!.Title!));
        Assert.StartsWith("@shop Is it fresh?", all[0].Body.Text, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), all[0].SentAt);
        Assert.Equal((Direction.Out, "ann@far.example/42", "5", "11"), (all[1].Direction, all[1].Contact!.ExternalId!, all[1].Content!.ExternalId, all[1].ParentExternalId!));
        Assert.Equal((Visibility.Private, "bob@tea.example/43", "bob@tea.example/43", null), (all[2].Visibility, all[2].Contact!.ExternalId!, all[2].ThreadKey!, all[2].Content));
        Assert.Equal((Direction.Out, Visibility.Private, "ann@far.example/42"), (all[3].Direction, all[3].Visibility, all[3].ThreadKey!));
        Assert.Equal((Direction.In, "5", "5"), (all[4].Direction, all[4].Content!.ExternalId, all[4].ParentExternalId!));
    }

    [Fact]
    public void What_somebody_began_themselves_is_one_thread_with_what_they_say_further_down()
    {
        var began = Instance.Status(21, Ann, "<p>@shop Where is it?</p>");
        var answer = Instance.Status(22, Shop, "<p>On its way.</p>", 21, Ann);
        var all = new[] { Said(began), Said(answer, began), Said(Instance.Status(23, Ann, "<p>Thanks!</p>", 22, Shop), began), Said(Instance.Status(24, Bob, "<p>Mine, too?</p>", 22, Shop), began) }
            .Select(p => (MessageReceived)Assert.Single(Read(p).Events)).ToList();

        Assert.All(all.Take(3), m => Assert.Equal((null, "21/ann@far.example/42", "ann@far.example/42"), (m.Content, m.ThreadKey!, m.Contact!.ExternalId!)));
        Assert.Equal(("21", "bob@tea.example/43"), (all[3].Content!.ExternalId, all[3].Contact!.ExternalId!));
    }

    [Fact]
    public void Answers_to_a_quote_stay_with_the_post_that_was_quoted()
    {
        var quote = Instance.Status(31, Ann, "<p>Look!</p>", quoted: Post);
        var answer = (MessageReceived)Assert.Single(Read(Said(Instance.Status(32, Ann, "<p>And?</p>", 31, Ann), quote)).Events);

        Assert.Equal("5", answer.Content!.ExternalId);
    }

    [Fact]
    public void The_same_number_on_two_servers_is_two_people() =>
        Assert.Distinct(new[] { Instance.Account("1", "eve@one.example"), Instance.Account("1", "eve@two.example") }
            .Select(who => ((MessageReceived)Assert.Single(Read(Json(Notification("mention", Instance.Status(41, who, "<p>Hi</p>")))).Events)).Author.ExternalId));

    [Fact]
    public void Grouped_notifications_are_read_whole()
    {
        var reading = Read(Json(new JsonObject
        {
            ["accounts"] = new JsonArray(Ann.DeepClone()), ["statuses"] = new JsonArray(Instance.Status(61, Ann, "<p>Hello</p>"), Post.DeepClone()),
            ["notification_groups"] = new JsonArray(
                new JsonObject { ["group_key"] = "ungrouped-1", ["type"] = "mention", ["sample_account_ids"] = new JsonArray("42"), ["status_id"] = "61" },
                new JsonObject { ["group_key"] = "favourite-5", ["type"] = "favourite", ["notifications_count"] = 2, ["sample_account_ids"] = new JsonArray("42"), ["status_id"] = "5" }),
        }));

        Assert.Equal("61", Assert.IsType<MessageReceived>(Assert.Single(reading.Events)).ExternalId);
        Assert.Equal("reaction", reading.All[1].Note!.Action);
    }

    [Fact]
    public void Pictures_come_by_their_address_and_a_warning_is_the_subject()
    {
        var status = Instance.Status(71, Ann, "");
        status["spoiler_text"] = "food";
        status["media_attachments"] = new JsonArray(
            new JsonObject { ["id"] = "1", ["type"] = "image", ["url"] = "https://files.tea.example/a/b.PNG" }, new JsonObject { ["id"] = "2", ["type"] = "unknown", ["url"] = null, ["remote_url"] = "https://far.example/c" },
            new JsonObject { ["id"] = "3", ["type"] = "image", ["url"] = "file:///etc/passwd" });
        var reading = Read(Json(status));
        var body = Assert.IsType<MessageReceived>(Assert.Single(reading.Events)).Body;

        Assert.Equal(("food", ""), (body.Subject, body.Text));
        Assert.Equal([("picture.png", "image/png"), ("file", "application/octet-stream")], body.Attachments!.Select(a => (a.Name, a.Type)));
        Assert.Equal(["https://files.tea.example/a/b.PNG", "https://far.example/c"], reading.Files.Select(f => f.Source));
    }

    [Fact]
    public void B53_markup_that_nobody_writes_is_read_in_time() =>
        Assert.Single(Read(Json(Notification("mention", Instance.Status(81, Ann, string.Concat(Enumerable.Repeat("<a class=\"mention", 20_000)))))).Events);

    public void Dispose() => _http.Dispose();

    private Reading Read(byte[] payload) => Channel.Read(new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string>(), () => "id"));

    private static JsonObject Notification(string type, JsonObject? status) => new()
    {
        ["id"] = "9", ["type"] = type, ["created_at"] = "2026-03-02T08:58:00.000Z", ["account"] = (type is "mention" or "quote" ? status!["account"]! : Ann).DeepClone(), ["status"] = status,
    };

    private static JsonObject Edited()
    {
        var edited = Instance.Status(11, Ann, "<p>Is it hot?</p>");
        edited["edited_at"] = "2026-03-02T08:59:00.000Z";
        return edited;
    }

    private static int Number(string id) => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Said(JsonObject status, JsonObject? root = null) => Json(new JsonObject
    {
        ["happened"] = "said", ["at"] = "2026-03-02T08:59:00.1234567+00:00", ["me"] = Instance.Me, ["historic"] = false, ["status"] = status.DeepClone(), ["root"] = root?.DeepClone(),
    });

    private static byte[] Json(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
