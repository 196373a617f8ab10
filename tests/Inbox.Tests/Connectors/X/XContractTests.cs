using System.Security.Cryptography;
using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.X;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Hooks;

namespace Inbox.Tests.Connectors.X;

public sealed class XContractTests : HookContract, IDisposable
{
    private readonly OutboundHttp _http;

    public XContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        var api = new XApi(_http, new(Clock), Clock);
        Channel = new XChannel(api, new(api, new(api, Clock)));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = XFake.Settings;

    private protected override string Proof => XChannel.SignatureHeader;

    private protected override string Secret => "consumerSecret";

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Json("""
            {"for_user_id":"1001","direct_message_events":[{"type":"message_create","id":"954491830116155396","created_timestamp":"1772441880557","message_create":{"target":{"recipient_id":"1001"},"sender_id":"2002","source_app_id":"13090192","message_data":{"text":"Is it &lt;ready&gt;? https://t.co/abc","entities":{"hashtags":[],"symbols":[],"user_mentions":[],"urls":[{"url":"https://t.co/abc","expanded_url":"https://shop.example/tea","display_url":"shop.example/tea"}]}}}}],"users":{"2002":{"id":"2002","name":"Ada","screen_name":"ada"},"1001":{"id":"1001","name":"Shop","screen_name":"shop"}}}
            """),
        Json("""
            {"for_user_id":"1001","direct_message_events":[{"type":"message_create","id":"954491830116155397","created_timestamp":"1772441890557","message_create":{"target":{"recipient_id":"2002"},"sender_id":"1001","message_data":{"text":"It is. https://t.co/pic","entities":{"urls":[]},"attachment":{"type":"media","media":{"id_str":"88","type":"photo","url":"https://t.co/pic","media_url_https":"https://ton.twitter.com/1.1/ton/data/dm/77/88/photo.jpg"}}}}}],"users":{"2002":{"id":"2002","name":"Ada","screen_name":"ada"}}}
            """),
        Json("""
            {"for_user_id":"1001","user_has_blocked":false,"tweet_create_events":[{"created_at":"Mon Mar 02 08:58:00 +0000 2026","id":2028398761000000000,"id_str":"2028398761000000001","text":"@shop a long story… https://t.co/x","truncated":true,"user":{"id":2002,"id_str":"2002","name":"Ada","screen_name":"ada"},"entities":{"urls":[{"url":"https://t.co/x","expanded_url":"https://twitter.com/i/web/status/2028398761000000001"}]},"extended_tweet":{"full_text":"@shop a long story that ends at https://t.co/y","display_text_range":[0,46],"entities":{"urls":[{"url":"https://t.co/y","expanded_url":"https://ada.example/"}]}},"in_reply_to_status_id":null,"edit_history":{"initial_tweet_id":"2028398761000000001","edit_tweet_ids":["2028398761000000001"]}}]}
            """),
        Json("""
            {"for_user_id":"1001","historic":false,"data":{"id":"2028398761000000009","text":"@shop @bob short","author_id":"2002","conversation_id":"2028398761000000002","in_reply_to_user_id":"1001","created_at":"2026-03-02T08:58:30.000Z","edit_history_tweet_ids":["2028398761000000009"],"referenced_tweets":[{"type":"replied_to","id":"2028398761000000004"}],"note_tweet":{"text":"@shop @bob Is it \u0000 still there? https://t.co/z","entities":{"urls":[{"url":"https://t.co/z","expanded_url":"https://ada.example/z","media_key":"3_9"}]}},"attachments":{"media_keys":["3_9","7_8"]}},"includes":{"users":[{"id":"2002","name":"Ada","username":"ada"},{"id":"1001","name":"Shop","username":"shop"}],"tweets":[{"id":"2028398761000000004","edit_history_tweet_ids":["2028398761000000003","2028398761000000004"]},{"id":"2028398761000000002","text":"New &amp; fresh: tea","author_id":"1001"}],"media":[{"media_key":"3_9","type":"photo","url":"https://pbs.twimg.com/media/a.jpg"},{"media_key":"7_8","type":"video","preview_image_url":"https://pbs.twimg.com/p.jpg","variants":[{"content_type":"application/x-mpegURL","url":"https://video.twimg.com/v.m3u8"},{"bit_rate":256000,"content_type":"video/mp4","url":"https://video.twimg.com/s.mp4"},{"bit_rate":832000,"content_type":"video/mp4","url":"https://video.twimg.com/l.mp4"}]}]}}
            """),
        Json("""
            {"for_user_id":"1001","data":[{"id":"1582838499983564806","event_type":"MessageCreate","text":"Hi everyone.","sender_id":"2003","dm_conversation_id":"1578398451921985538","created_at":"2026-03-02T08:50:00.000Z"},{"id":"1582838499983564807","event_type":"MessageCreate","text":"Hi Cid","sender_id":"1001","dm_conversation_id":"1001-2003","created_at":"2026-03-02T08:51:00.000Z"},{"id":"1582835469712138240","event_type":"ParticipantsJoin","participant_ids":["2004"],"sender_id":"2003","dm_conversation_id":"1578398451921985538"}],"includes":{"users":[{"id":"2003","name":"Cid","username":"cid"}]}}
            """),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(Post("""{"id":"2028398761000000012","text":"@shop Tea?","author_id":"2002","conversation_id":"2028398761000000011","created_at":"2026-03-02T09:03:00.000Z","edit_history_tweet_ids":["2028398761000000011","2028398761000000012"]}"""), "2028398761000000011")],
        Deletions = [new(Event("tweet_delete_events", """{"status":{"id":"15","user_id":"1001"},"timestamp_ms":"1772440406140"}"""), "15"), new(Json("""{"for_user_id":"1001","gone":"16","at":"2026-03-02T08:59:00Z"}"""), "16")],
        Reactions =
        [
            new(Event("favorite_events", """{"id":"a7ba","created_at":"Mon Mar 02 08:33:26 +0000 2026","timestamp_ms":1772440406140,"favorited_status":{"id_str":"11","user":{"id_str":"1001"}},"user":{"id_str":"2002","name":"Ada","screen_name":"ada"}}"""), "11"),
            new(Event("tweet_create_events", """{"id_str":"12","text":"RT @shop: x","user":{"id_str":"2002"},"retweeted_status":{"id_str":"11"}}"""), "11"),
        ],
        Reads = [new(Event("direct_message_mark_read_events", """{"created_timestamp":"1772440406140","sender_id":"2002","target":{"recipient_id":"1001"},"last_read_event_id":"96"}"""), "96")],
        Deliveries = "X tells of reading and never of delivery.",
        Typing = [new(Event("direct_message_indicate_typing_events", """{"created_timestamp":"1772440406140","sender_id":"2002","target":{"recipient_id":"1001"}}"""))],
        Follows = [new(Event("follow_events", """{"type":"follow","created_timestamp":"1772440406140","target":{"id":"1001"},"source":{"id":"2002","screen_name":"ada"}}"""))],
        Unknown = [new(Event("spaces_events", """{"id":"1"}"""))],
        Malformed =
        [
            new(Event("direct_message_events", string.Join(',', Enumerable.Range(1, 100).Select(i => i == 50 ? """{"type":"message_create","id":"50"}""" : Direct($"{i}", $"20{i}", "1001", $"Question {i}")))), 99, "no id, no sender"),
        ],
        WrittenElsewhere = [new([Event("direct_message_events", Direct("7", "2005", "1001", "Mine?")), Payloads[0]], Payloads[1], "2002"), new([Payloads[3]], Answer("2028398761000000010"), "2002")],
        Echoes =
        [
            new(Way.Direct, Payloads[0], (id, _) => Event("direct_message_events", Direct(id, "1001", "2002", "On its way."))) { Files = 2 }, new(Way.Open, Payloads[3], (id, _) => Answer(id)),
        ],
        Limits = [new(Way.Open, 280, TextCount.Weighted), new(Way.Direct, 10_000)],
        Windows = "X takes answers for as long as the post or the person is there.",
        Troubles = [new(TimeSpan.FromMinutes(10), "You are not permitted to perform this action.") { IsKeyless = true }],
        OpenAsync = () =>
        {
            var fake = new XFake(Clock);
            fake.Post("2002", "@shop @bob Is it still there?", id: 2028398761000000009);
            return HttpOutlet.OpenAsync(Channel, Settings, "url", new(
                fake.Answer, () => fake.Written.Count,
                XFake.Problem(429, "Too Many Requests", "Too Many Requests") with { Headers = new() { ["x-rate-limit-reset"] = $"{Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds()}" } },
                XFake.Problem(403, "Forbidden", "You are not permitted to perform this action."))
            {
                Whom = new Dictionary<Way, Whom> { [Way.Direct] = new(new("2002", "Ada"), "2002"), [Way.Open] = new(new("2002", "Ada"), "2028398761000000002/2002", "2028398761000000009") },
            }, Clock);
        },
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) => request.Headers.Add(Proof, Signed(body));

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) =>
        $"{algorithm}={Convert.ToBase64String(hash(Encoding.UTF8.GetBytes(XFake.ConsumerSecret), body))}";

    [Fact]
    public async Task B47_the_challenge_is_answered_with_the_consumer_secret_and_nothing_is_signed_that_could_be_a_delivery()
    {
        await using var host = await StartAsync();
        var answer = await host.ReadAsync(Asking(host, "Gk3-xT_9=="));
        Assert.Equal($$"""{"response_token":"{{Signed(Encoding.UTF8.GetBytes("Gk3-xT_9=="))}}"}""", answer);

        var forged = """{"for_user_id":"1001","tweet_create_events":[]}""";
        foreach (var token in (string[])[forged, "[]", "17", "null", "", new string('a', 129), "a b", "\"a\""])
            Assert.Equal(401, await host.SendAsync(Asking(host, token)));
        Assert.Equal(0, await host.RowsAsync());
    }

    [Fact]
    public void Direct_messages_are_read_with_their_peers_whoever_wrote_them()
    {
        var (ada, ours) = (Message(Payloads[0]), Message(Payloads[1]));
        Assert.Equal((Direction.In, "2002", "Ada", "ada", "2002", "Is it <ready>? https://shop.example/tea", Visibility.Private), (ada.Direction, ada.Author.ExternalId!, ada.Author.Name!, ada.Author.Handle!, ada.ThreadKey!, ada.Body.Text, ada.Visibility));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1772441880557), ada.SentAt);
        Assert.Equal((Direction.Out, "2002", "2002", "It is."), (ours.Direction, ours.Contact!.ExternalId!, ours.ThreadKey!, ours.Body.Text));
        Assert.Equal("dm:77/88/photo.jpg", Assert.Single(Read(Payloads[1]).Files).Source);

        var reading = Read(Payloads[4]);
        var all = reading.Events.Cast<MessageReceived>().ToList();
        Assert.Equal([("group/1578398451921985538", "2003"), ("2003", "2003")], all.Select(m => (m.ThreadKey!, m.Contact!.ExternalId!)));
        Assert.Equal("system", reading.All[2].Note!.Action);
    }

    [Fact]
    public void A_post_is_read_whole_with_the_post_under_which_it_stands_and_what_is_attached()
    {
        var (pushed, asked) = (Message(Payloads[2]), Message(Payloads[3]));
        Assert.Equal(("@shop a long story that ends at https://ada.example/", "a long story that ends at https://ada.example/", "2028398761000000001/2002", Untold("2028398761000000001")), (pushed.Body.Text, pushed.Body.Reply, pushed.ThreadKey!, pushed.Content));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), pushed.SentAt);
        Assert.Equal(("@shop @bob Is it \uFFFD still there?", "Is it \uFFFD still there?", Visibility.Public), (asked.Body.Text, asked.Body.Reply, asked.Visibility));
        Assert.Equal(("2028398761000000002", "https://x.com/shop/status/2028398761000000002", "New & fresh: tea"), (asked.Content!.ExternalId, asked.Content.Url!, asked.Content.Title!));
        Assert.Equal(("2028398761000000003", "2028398761000000002/2002"), (asked.ParentExternalId!, asked.ThreadKey!));
        Assert.Equal(["https://pbs.twimg.com/media/a.jpg", "https://video.twimg.com/l.mp4"], Read(Payloads[3]).Files.Select(f => f.Source!));
    }

    [Fact]
    public void B52_a_changed_post_is_known_by_its_first_id_and_its_first_time_in_any_order()
    {
        var (first, second) = ($"{XFake.IdAt(Clock.GetUtcNow())}", $"{XFake.IdAt(Clock.GetUtcNow().AddMinutes(3))}");
        var before = Message(Post($$"""{"id":"{{first}}","text":"@shop Tee?","author_id":"2002","conversation_id":"{{first}}","created_at":"2026-03-02T09:00:00.000Z","edit_history_tweet_ids":["{{first}}"]}"""));
        var after = Read(Post($$"""{"id":"{{second}}","text":"@shop Tea?","author_id":"2002","conversation_id":"{{first}}","created_at":"2026-03-02T09:03:00.000Z","edit_history_tweet_ids":["{{first}}","{{second}}"]}""")).Events;

        var again = Assert.IsType<MessageReceived>(after[0]);
        Assert.Equal((before.ExternalKey, before.ExternalId, before.SentAt, before.ThreadKey, before.Content), (again.ExternalKey, again.ExternalId, again.SentAt, again.ThreadKey, again.Content));
        Assert.Equal(($"{first}/2002", Untold(first)), (again.ThreadKey, again.Content));
        Assert.Equal((first, "@shop Tea?"), (Assert.IsType<MessageEdited>(after[1]).TargetExternalId, ((MessageEdited)after[1]).Body.Text));
    }

    [Fact]
    public void Our_own_post_to_nobody_is_no_message() =>
        Assert.Equal("system", Assert.Single(Read(Json("""{"for_user_id":"1001","tweet_create_events":[{"id_str":"13","text":"Our news","user":{"id_str":"1001"}}]}""")).All).Note!.Action);

    [Fact]
    public void What_belongs_to_another_user_of_the_same_app_is_left_alone() =>
        Assert.Equal("ignore", Assert.Single(Read(Json("""{"for_user_id":"9","direct_message_events":[{"type":"message_create","id":"1","message_create":{"sender_id":"2","target":{"recipient_id":"9"},"message_data":{"text":"x"}}}]}""")).All).Note!.Action);

    [Fact]
    public void An_answer_that_is_pushed_is_left_to_be_asked_for_and_read_at_once_from_a_file()
    {
        var pushed = Json("""{"for_user_id":"1001","tweet_create_events":[{"id_str":"20","text":"@shop and mine?","user":{"id_str":"2002","name":"Ada","screen_name":"ada"},"in_reply_to_status_id_str":"19","in_reply_to_user_id_str":"1001"}]}""");

        Assert.Empty(Read(pushed).Events);
        var message = Assert.IsType<MessageReceived>(Assert.Single(Read(pushed, new HashSet<string>()).Events));
        Assert.Equal(("19", "19"), (message.ParentExternalId, message.Content!.ExternalId));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What somebody began themselves, without their words.</summary>
    private static ContentRef Untold(string post) => new(post, null, null);

    private static HttpRequestMessage Asking(HookHost host, string token)
    {
        var request = host.Request([]);
        return new(HttpMethod.Get, $"{request.RequestUri}?crc_token={Uri.EscapeDataString(token)}");
    }

    private MessageReceived Message(byte[] payload) => Assert.IsType<MessageReceived>(Assert.Single(Read(payload).Events));

    private Reading Read(byte[] payload, IReadOnlySet<string>? own = null) =>
        Channel.Read(new("account", "payload", payload, Clock.GetUtcNow(), Origin.Incoming, own ?? new HashSet<string> { XFake.Us }, () => "id"));

    private static byte[] Event(string kind, string e) => Json($$$$"""{"for_user_id":"1001","{{{{kind}}}}":[{{{{e}}}}],"users":{"2002":{"id":"2002","name":"Ada","screen_name":"ada"}}}""");

    private static string Direct(string id, string from, string to, string text) =>
        $$$$"""{"type":"message_create","id":"{{{{id}}}}","created_timestamp":"1772441880557","message_create":{"sender_id":"{{{{from}}}}","target":{"recipient_id":"{{{{to}}}}"},"message_data":{"text":"{{{{text}}}}"}}}""";

    /// <summary>Our answer to Ada's post.</summary>
    private static byte[] Answer(string id) => Post($$"""
        {"id":"{{id}}","text":"@ada On its way.","author_id":"1001","conversation_id":"2028398761000000002","in_reply_to_user_id":"2002","created_at":"2026-03-02T08:59:30.000Z","edit_history_tweet_ids":["{{id}}"],"referenced_tweets":[{"type":"replied_to","id":"2028398761000000009"}]}
        """);

    private static byte[] Post(string post) => Json($$"""{"for_user_id":"1001","data":{{post}}}""");

    private static string Signed(byte[] body) => $"sha256={Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(XFake.ConsumerSecret), body))}";

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text.Trim());
}
