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
    private readonly OutboundHttp _http;

    public MastodonContractTests()
    {
        var clock = new FakeClock(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), clock);
        var api = new MastodonApi(_http);
        Channel = new MastodonChannel(api, new(api, clock));
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
    public void Edits_deletions_reactions_and_followers_are_told_apart_from_what_is_said()
    {
        var edited = Instance.Status(11, Ann, "<p>Is it hot?</p>");
        edited["edited_at"] = "2026-03-02T08:59:00.000Z";
        var reading = Read(Json(new JsonArray(
            new JsonObject { ["event"] = "status.update", ["payload"] = edited.ToJsonString() }, new JsonObject { ["event"] = "delete", ["payload"] = "11" }, Notification("favourite", Post.DeepClone().AsObject()),
            Notification("reblog", Post.DeepClone().AsObject()), Notification("follow", null), Notification("status", Instance.Status(50, Bob, "<p>Morning</p>")), Notification("admin.report", null),
            new JsonObject { ["event"] = "filters_changed" }, Instance.Status(51, Shop, "<p>Our own</p>"))));

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 59, 0, TimeSpan.Zero), Assert.Single(reading.Events.OfType<MessageEdited>()).EditedAt);
        Assert.Equal("11", Assert.Single(reading.Events.OfType<MessageDeleted>()).TargetExternalId);
        Assert.Equal(["edit", "delete", "reaction", "system", "system", "ignore", "ignore", "ignore", null], reading.All.Select(f => f.Note?.Action));
        Assert.Equal(("favourite", "5", "ann@far.example/42"), (reading.All[2].Note!.Emoji!, reading.All[2].Note!.TargetExternalId!, reading.All[2].Note!.Author!.ExternalId!));
    }

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
    public void B49_one_malformed_notification_among_a_hundred_costs_only_itself()
    {
        var all = Enumerable.Range(1, 100).Select(i => (JsonNode)(i == 50 ? new JsonObject { ["id"] = "x", ["type"] = "mention", ["account"] = new JsonObject() } : Notification("mention", Instance.Status(i, Ann, "<p>Hi</p>")))).ToArray();
        var reading = Read(Json(new JsonArray(all)));

        Assert.Equal(99, reading.Events.Count);
        Assert.Contains("Item 50 of 100", reading.Unreadable, StringComparison.Ordinal);
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

    private static byte[] Said(JsonObject status, JsonObject? root = null) => Json(new JsonObject
    {
        ["happened"] = "said", ["at"] = "2026-03-02T08:59:00.1234567+00:00", ["me"] = Instance.Me, ["historic"] = false, ["status"] = status.DeepClone(), ["root"] = root?.DeepClone(),
    });

    private static byte[] Json(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
