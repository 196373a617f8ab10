using System.Text;
using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Bluesky;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Bluesky;

public sealed class BlueskyContractTests : ConnectorContract, IDisposable
{
    private static readonly JsonObject Ours = Network.Post("shop", "3kaa", "New: green tea\nfrom Uji");
    private static readonly JsonObject Asks = Network.Post("ann", "3kab", "Is it fresh? \0", Ours), Answers = Network.Post("shop", "3kac", "It is.", Asks), Quotes = Network.Post("bob", "3kad", "Look!", quoted: Ours);
    private static readonly JsonObject Private = TalkNetwork.Created("ann", TalkNetwork.Message("ann", "m1", "And in private?"));
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly OutboundHttp _http;

    public BlueskyContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);
        var api = new BlueskyApi(_http, new());
        Channel = new BlueskyChannel(api, new(api, _clock));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["identifier"] = Network.Handle, ["password"] = Network.Password };

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Said(Asks, Ours),
        Said(Answers, Ours),
        Json(Network.Notification("quote", Quotes)),
        Json(new JsonObject { ["notifications"] = new JsonArray(Network.Notification("mention", Network.Post("cid", "3kae", "@shop.test hello"))) }),
        Talked(Private),
        Json(new JsonObject { ["posts"] = new JsonArray(Network.Post("dan", "3kaf", "And me?", Answers)) }),
    ];

    private protected override Promise Promise => new()
    {
        Edits = "Posts of this network stay as they were written.",
        Deletions = [new(Json(new JsonObject { ["happened"] = "removed", ["at"] = "2026-03-02T08:59:00Z", ["me"] = Network.Me, ["post"] = new JsonObject { ["uri"] = Network.Uri("ann", "3kab") } }), Network.Uri("ann", "3kab")), new(Talked(TalkNetwork.Entry("logDeleteMessage", "ann", "rev-9", TalkNetwork.Message("ann", "m1", ""))), "talk-ann/m1")],
        Reactions = [new(Talked(Reacted("logAddReaction")), "talk-ann/m1"), new(Talked(Reacted("logRemoveReaction")), "talk-ann/m1") { Removed = true }, new(Json(About("like", Network.Uri("shop", "3kaa"))), Network.Uri("shop", "3kaa"))],
        Reads = "The network tells nobody who has read.",
        Deliveries = "The network has a post once it has answered.",
        Typing = "The network tells of nobody who is writing.",
        Follows = [new(Json(About("repost", Network.Uri("shop", "3kaa")))), new(Json(About("follow", null)))],
        Unknown = [new(Json(About("starterpack-joined", null))), new(Json(About("subscribed-post", null))), new(Talked(new JsonObject { ["$type"] = "chat.bsky.convo.defs#logMuteConvo", ["rev"] = "r", ["convoId"] = "talk-ann" }))],
        Malformed =
        [
            new(Json(new JsonObject { ["notifications"] = new JsonArray([.. Enumerable.Range(1, 100).Select(i => (JsonNode)(i == 50 ? new JsonObject { ["reason"] = "reply", ["author"] = new JsonObject(), ["uri"] = 7 } : Network.Notification("mention", Network.Post("ann", $"3k{i}", "Hi"))))]) }), 99, "Item 50 of 100"),
        ],
        WrittenElsewhere = [new([Payloads[2], Payloads[0]], Payloads[1], "did:plc:ann"), new([Talked(Private)], WrittenByUs("m2"), "did:plc:ann")],
        Echoes = [new(Way.Open, Payloads[0], (id, _) => Said(Network.Post("shop", id.Split('/')[^1], "On its way.", Asks), Ours)), new(Way.Direct, Talked(Private), (id, _) => WrittenByUs(id.Split('/')[^1]))],
        Limits = [new(Way.Open, 300, TextCount.Graphemes), new(Way.Direct, 1000, TextCount.Graphemes)],
        Windows = "The network takes answers to a post for as long as it is there.",
        Troubles = [new(TimeSpan.FromSeconds(200), "Sorry")],
        OpenAsync = () =>
        {
            var network = new Network();
            network.Say("ann", "3kab", "Is it fresh? \0", network.Say("shop", "3kaa", "New: green tea\nfrom Uji"));
            return HttpOutlet.OpenAsync(Channel, Settings, "service", new(
                network.Answer, () => network.Written.Count + network.Talks.Sent.Count, new(429, """{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}""", Headers: new() { ["RateLimit-Reset"] = $"{_clock.GetUtcNow().AddSeconds(200).ToUnixTimeSeconds()}" }),
                new(400, """{"error":"InvalidRequest","message":"Sorry"}"""))
            {
                Whom = new Dictionary<Way, Whom> { [Way.Open] = new(new("did:plc:ann", "Ann", "ann.test"), null, Network.Uri("ann", "3kab")), [Way.Direct] = new(new("did:plc:ann", "Ann", "ann.test"), "did:plc:ann", "talk-ann/m1") },
            }, _clock);
        },
    };

    [Fact]
    public void Who_said_what_under_which_post_is_read_as_the_network_has_it()
    {
        var all = Payloads.SelectMany(p => Read(p).Events).Cast<MessageReceived>().ToList();

        Assert.Equal(("did:plc:ann", "ann.test", Network.Uri("ann", "3kab"), Network.Uri("shop", "3kaa"), Visibility.Public), (all[0].Author.ExternalId!, all[0].Author.Handle!, all[0].ExternalId!, all[0].ParentExternalId!, all[0].Visibility));
        Assert.Equal((Network.Uri("shop", "3kaa"), "https://bsky.app/profile/did:plc:shop/post/3kaa", "New: green tea from Uji"), (all[0].Content!.ExternalId, all[0].Content!.Url!, all[0].Content!.Title!));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), all[0].SentAt); // the network's time: anybody may write any other into a record
        Assert.Equal((Direction.Out, "did:plc:ann", Network.Uri("shop", "3kaa")), (all[1].Direction, all[1].Contact!.ExternalId!, all[1].Content!.ExternalId));
        Assert.Equal((Direction.In, Network.Uri("shop", "3kaa"), Network.Uri("shop", "3kaa")), (all[2].Direction, all[2].Content!.ExternalId, all[2].ParentExternalId!));
        Assert.Equal((Visibility.Private, "did:plc:ann", "did:plc:ann", "talk-ann/m1"), (all[4].Visibility, all[4].Contact!.ExternalId!, all[4].ThreadKey!, all[4].ExternalId!));
        Assert.Equal((null, null, "@shop.test hello"), (all[3].Content, all[3].ParentExternalId, all[3].Body.Text));
        Assert.Equal(Network.Uri("shop", "3kaa"), all[5].Content!.ExternalId);
    }

    [Fact]
    public void A_quote_of_our_post_and_what_follows_under_it_belong_to_that_post()
    {
        var further = Network.Post("bob", "3kag", "Well?", Network.Post("shop", "3kah", "Yes?", Quotes));

        Assert.All(new[] { Said(Quotes, Ours), Said(further, Quotes) }.Select(One), m => Assert.Equal((Network.Uri("shop", "3kaa"), "New: green tea from Uji", "did:plc:bob"), (m.Content!.ExternalId, m.Content.Title!, m.Contact!.ExternalId!)));
    }

    [Fact]
    public void What_somebody_began_themselves_is_one_thread_also_when_it_shows_a_strangers_post()
    {
        var began = Network.Post("ann", "3kba", "@shop.test like this one?", quoted: Network.Post("eve", "3kbb", "Tea"));
        var answer = Network.Post("shop", "3kbc", "Just so.", began);
        var all = new[] { Said(began), Said(answer, began), Said(Network.Post("ann", "3kbd", "Thanks", answer), began) }.Select(One).ToList();

        Assert.All(all, m => Assert.Equal((null, $"{Network.Uri("ann", "3kba")}/did:plc:ann"), (m.Content, m.ThreadKey!)));
        Assert.Equal(Network.Uri("ann", "3kba"), One(Said(Network.Post("bob", "3kbe", "Mine, too", answer), began)).Content!.ExternalId);
    }

    [Fact]
    public void Our_own_post_is_content_and_a_hidden_one_is_ignored()
    {
        var hidden = Network.Post("eve", "3kcb", "!");
        hidden["labels"] = new JsonArray(new JsonObject { ["val"] = "!hide" });

        Assert.Equal((Network.Uri("shop", "3kaa"), true), Assert.IsType<ContentSeen>(Assert.Single(Read(Said(Ours)).Events)) is var seen ? (seen.Content.ExternalId, seen.Own) : default);
        Assert.Equal("ignore", Assert.Single(Read(Json(hidden)).All).Note!.Action);
    }

    [Fact]
    public void Addresses_behind_words_are_shown_where_they_stand_in_UTF8()
    {
        var post = Network.Post("ann", "3kda", "☕ here and tea.example/a…");
        post["record"]!["facets"] = new JsonArray(Facet(4, 8, "https://evil.example/"), Facet(13, 29, "https://tea.example/abc"), Facet(13, 900, "https://nobody.example"), Facet(0, 1, "https://split.example"));
        post["record"]!["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.external", ["external"] = new JsonObject { ["uri"] = "https://page.example", ["title"] = "A page", ["description"] = "" } };

        Assert.Equal("☕ here (https://evil.example/) and tea.example/a… (https://tea.example/abc)\nA page\nhttps://page.example", One(Json(Network.Notification("mention", post))).Body.Text);
    }

    [Fact]
    public void Pictures_come_by_post_and_content()
    {
        var post = Network.Post("ann", "3kea", "");
        post["record"]!["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.images", ["images"] = new JsonArray(new JsonObject { ["alt"] = "a cat", ["image"] = new JsonObject { ["$type"] = "blob", ["ref"] = new JsonObject { ["$link"] = "bafkcat" }, ["mimeType"] = "image/png", ["size"] = 3 } }) };
        var reading = Read(Json(Network.Notification("mention", post)));

        Assert.Equal(("picture.png", "image/png", 3L), Assert.Single(Assert.IsType<MessageReceived>(Assert.Single(reading.Events)).Body.Attachments!) is var a ? (a.Name, a.Type, a.Size) : default);
        Assert.Equal($"{Network.Uri("ann", "3kea")} bafkcat", Assert.Single(reading.Files).Source);
    }

    [Fact]
    public void A_reply_has_the_same_key_whenever_it_is_sent_and_later_replies_have_later_keys()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        Assert.Equal(BlueskyKey.Of("reply-1", at), BlueskyKey.Of("reply-1", at));
        Assert.Matches("^[2-7a-j][2-7a-z]{12}$", BlueskyKey.Of("reply-1", at));
        Assert.Distinct(Enumerable.Range(1, 50).Select(i => BlueskyKey.Of($"reply-{i}", at)));
        Assert.True(string.CompareOrdinal(BlueskyKey.Of("reply-1", at), BlueskyKey.Of("reply-2", at.AddMilliseconds(2))) < 0);
    }

    public void Dispose() => _http.Dispose();

    private MessageReceived One(byte[] payload) => Assert.IsType<MessageReceived>(Assert.Single(Read(payload).Events));

    private Reading Read(byte[] payload) => Channel.Read(new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string>(), () => "id"));

    private static JsonObject Facet(int from, int to, string uri) => new()
    {
        ["index"] = new JsonObject { ["byteStart"] = from, ["byteEnd"] = to }, ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = uri }),
    };

    private static JsonObject About(string reason, string? post) => new()
    {
        ["uri"] = "at://did:plc:ann/app.bsky.feed.like/1", ["author"] = Network.Person("ann"), ["reason"] = reason, ["reasonSubject"] = post, ["record"] = new JsonObject { ["subject"] = new JsonObject { ["uri"] = post } }, ["indexedAt"] = "2026-03-02T08:58:00.000Z",
    };

    private static byte[] Said(JsonObject post, JsonObject? root = null) => Json(new JsonObject
    {
        ["happened"] = "said", ["at"] = "2026-03-02T08:59:00.1234567+00:00", ["me"] = Network.Me, ["historic"] = false, ["post"] = post.DeepClone(), ["root"] = root?.DeepClone(),
    });

    private static byte[] Talked(JsonObject log) => Json(new JsonObject
    {
        ["happened"] = "talk", ["at"] = "2026-03-02T08:59:00.1234567+00:00", ["me"] = Network.Me, ["historic"] = false, ["members"] = TalkNetwork.Members("shop", "ann"), ["group"] = false, ["log"] = log.DeepClone(),
    });

    private static byte[] WrittenByUs(string id) => Talked(TalkNetwork.Created("ann", TalkNetwork.Message("shop", id, "On its way.", "2026-03-02T09:00:00.000Z")));

    private static JsonObject Reacted(string kind)
    {
        var entry = TalkNetwork.Entry(kind, "ann", "rev-8", TalkNetwork.Message("ann", "m1", "And in private?"));
        entry["reaction"] = new JsonObject { ["value"] = "🙏", ["sender"] = new JsonObject { ["did"] = "did:plc:ann" }, ["createdAt"] = "2026-03-02T08:59:00.000Z" };
        return entry;
    }

    private static byte[] Json(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
