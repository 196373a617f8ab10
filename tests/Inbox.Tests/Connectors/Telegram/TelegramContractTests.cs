using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.Telegram;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Hooks;

namespace Inbox.Tests.Connectors.Telegram;

public sealed class TelegramContractTests : HookContract, IDisposable
{
    private readonly OutboundHttp _http;

    public TelegramContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        var api = new TelegramApi(_http);
        Channel = new TelegramChannel(api, new(api));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["token"] = BotApi.Token };

    private protected override string Proof => "X-Telegram-Bot-Api-Secret-Token";

    private protected override string Secret => "token";

    private protected override bool IsOverBytes => false;

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Json("""{"update_id":7,"message":{"message_id":11,"from":{"id":9007199254740993,"is_bot":false,"first_name":"Ada","last_name":"L","username":"ada"},"chat":{"id":9007199254740993,"type":"private","first_name":"Ada"},"date":1772441880,"text":"Where is it?"}}"""),
        Json("""{"update_id":8,"message":{"message_id":12,"from":{"id":5,"first_name":"Bob"},"chat":{"id":-1001,"type":"supergroup","title":"Makers","username":"makers"},"date":1772441881,"text":"Is it back?","reply_to_message":{"message_id":10,"chat":{"id":-1001}}}}"""),
        Json("""{"update_id":9,"business_message":{"business_connection_id":"abc","message_id":13,"from":{"id":77,"first_name":"Owner"},"chat":{"id":5,"type":"private","first_name":"Bob"},"date":1772441882,"text":"It is."}}"""),
        Json("""{"update_id":10,"message":{"message_id":14,"from":{"id":5,"first_name":"Bob"},"chat":{"id":5,"type":"private"},"date":1772441883,"caption":"Broken","photo":[{"file_id":"small","width":90,"height":60},{"file_id":"photo-1","width":1280,"height":853,"file_size":3}]}}"""),
        Json("""{"update_id":11,"callback_query":{"id":"42","from":{"id":5,"first_name":"Bob"},"message":{"message_id":15,"chat":{"id":5,"type":"private"}},"data":"yes"}}"""),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(Json("""{"update_id":1,"edited_message":{"message_id":11,"from":{"id":5},"chat":{"id":5,"type":"private"},"date":1772441880,"edit_date":1772441900,"text":"Where is mine?"}}"""), "5/11")],
        Deletions = [new(Json("""{"update_id":2,"deleted_business_messages":{"business_connection_id":"abc","chat":{"id":5,"type":"private"},"message_ids":[11]}}"""), "abc/5/11")],
        Reactions =
        [
            new(Json("""{"update_id":3,"message_reaction":{"chat":{"id":5,"type":"private"},"message_id":11,"user":{"id":5},"date":1,"old_reaction":[],"new_reaction":[{"type":"emoji","emoji":"👍"}]}}"""), "5/11"),
            new(Json("""{"update_id":4,"message_reaction":{"chat":{"id":5,"type":"private"},"message_id":11,"user":{"id":5},"date":1,"old_reaction":[{"type":"emoji","emoji":"👍"}],"new_reaction":[]}}"""), "5/11") { Removed = true },
        ],
        Reads = "The Bot API has no update that tells who has read.",
        Deliveries = "The Bot API tells of no delivery after its answer.",
        Typing = "The Bot API tells bots of nobody who is typing.",
        Follows =
        [
            new(Json("""{"update_id":5,"my_chat_member":{"chat":{"id":5,"type":"private"},"from":{"id":5},"date":1,"new_chat_member":{"status":"kicked"}}}""")),
            new(Json("""{"update_id":6,"message":{"message_id":16,"from":{"id":5},"chat":{"id":-7,"type":"group"},"date":1,"new_chat_members":[{"id":6}]}}""")),
        ],
        Unknown = [new(Json("""{"update_id":8,"something_new":{}}"""))],
        Malformed =
        [
            new(Json("""
                [{"update_id":1,"edited_message":{"date":1,"text":"Of no chat"}},
                 {"update_id":2,"deleted_business_messages":{"message_ids":[11]}},
                 {"update_id":3,"deleted_business_messages":{"chat":{"id":5,"type":"private"},"message_ids":[{"id":{"$gt":""}},12]}},
                 {"update_id":4,"message":{"date":1,"text":"Of no chat"}}]
                """), 1, "without a chat"),
        ],
        WrittenElsewhere =
        [
            new([Business(12, 6, 6, "Mine?"), Business(11, 5, 5, "Is it back?")], Payloads[2], "5"),
            new([Group(12, 6, "Mine?"), Group(11, 5, "Is it back?")], Json("""
                {"update_id":9,"message":{"message_id":13,"from":{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"},"sender_chat":{"id":-1001,"type":"supergroup","title":"Makers"},
                 "chat":{"id":-1001,"type":"supergroup","title":"Makers"},"date":1772441890,"text":"On Monday.","reply_to_message":{"message_id":11,"from":{"id":5,"first_name":"Bob"},"chat":{"id":-1001}}}}
                """), "5"),
        ],
        Echoes = [new(Way.Direct, Business(11, 5, 5, "Is it back?"), (id, _) => Business(int.Parse(id.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture), 77, 5, "On its way.")) { Files = 2 }],
        Limits = [new(Way.Direct, 4096), new(Way.Open, 4096)],
        Windows = [new(Way.Direct, Business(11, 5, 5, "Is it back?"), TimeSpan.FromHours(24))],
        Troubles = [new(TimeSpan.FromSeconds(3), "Bad Request: chat not found") { IsKeyless = true }],
        OpenAsync = () =>
        {
            var api = new BotApi();
            return HttpOutlet.OpenAsync(Channel, Settings, "apiUrl", new(
                api.Answer, () => api.Sent.Count, new(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}"""),
                new(400, """{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"""))
            {
                Whom = new Dictionary<Way, Whom> { [Way.Direct] = new(new("5", "Bob"), "abc/5", "abc/5/11"), [Way.Open] = new(new("5", "Bob"), "-1001", "-1001/12") },
            }, Clock);
        },
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) =>
        request.Headers.Add(Proof, Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(BotApi.Token), "inbox webhook"u8.ToArray())));

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) =>
        Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(BotApi.Token), "inbox webhook"u8.ToArray()));

    [Fact]
    public void Who_wrote_where_is_read_as_the_platform_says_it()
    {
        var all = Payloads.SelectMany(p => Read(p).Events).Cast<MessageReceived>().ToList();

        Assert.Equal(("9007199254740993", "Ada L", "ada", "9007199254740993/11", Visibility.Private), (all[0].Author.ExternalId!, all[0].Author.Name!, all[0].Author.Handle!, all[0].ExternalId!, all[0].Visibility));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), all[0].SentAt);
        Assert.Equal((Visibility.Public, "Makers", "https://t.me/makers", "-1001/10", "5"), (all[1].Visibility, all[1].Content!.Title!, all[1].Content!.Url!, all[1].ParentExternalId!, all[1].Contact!.ExternalId!));
        Assert.Equal((Direction.Out, "5", "abc/5"), (all[2].Direction, all[2].Contact!.ExternalId!, all[2].ThreadKey!));
        Assert.Equal(("Broken", "photo.jpg", 3L), (all[3].Body.Text, Assert.Single(all[3].Body.Attachments!).Name, all[3].Body.Attachments![0].Size));
        Assert.Equal("photo-1", Assert.Single(Read(Payloads[3]).Files).Source);
        Assert.Equal(("yes", "5/15"), (all[4].Body.Text, all[4].ParentExternalId!));
    }

    [Fact]
    public void A_sticker_is_told_from_a_picture()
    {
        var sticker = Json("""{"update_id":16,"message":{"message_id":16,"from":{"id":5,"first_name":"Bob"},"chat":{"id":5,"type":"private"},"date":1772441883,"sticker":{"file_id":"sticker-1","width":512,"height":512,"type":"regular","emoji":"👍"}}}""");

        Assert.True(Assert.Single(Assert.IsType<MessageReceived>(Assert.Single(Read(sticker).Events)).Body.Attachments!).Sticker);
        Assert.False(Assert.Single(((MessageReceived)Read(Payloads[3]).Events[0]).Body.Attachments!).Sticker);
    }

    [Fact]
    public void A_post_of_a_channel_is_content_with_the_smallest_picture_that_is_large_enough()
    {
        var reading = Read(Json("""{"update_id":7,"channel_post":{"message_id":1,"chat":{"id":-8,"type":"channel","title":"News","username":"teanews"},"date":1772441880,"text":"Our own post\nand more","photo":[{"file_id":"small","width":90},{"file_id":"medium","width":800},{"file_id":"large","width":1280}]}}"""));

        var post = Assert.IsType<ContentSeen>(Assert.Single(reading.Events));
        Assert.Equal((new("-8/1", "https://t.me/teanews/1", "Our own post"), true, new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero)), (post.Content, post.Own, post.PublishedAt!.Value));
        Assert.Equal((post.Picture, "medium"), (Assert.Single(reading.Files).Id, reading.Files[0].Source));
        Assert.Equal("system", Assert.Single(reading.All).Note!.Action);
    }

    [Theory]
    [InlineData("channel_post", "")]
    [InlineData("edited_channel_post", "")]
    [InlineData("channel_post", ",\"photo\":[{\"file_id\":\"large\",\"width\":1280}]")]
    public void A_post_without_a_small_picture_is_content_without_one(string kind, string photo)
    {
        var reading = Read(Json($$$"""{"update_id":7,"{{{kind}}}":{"message_id":1,"chat":{"id":-8,"type":"channel","title":"News"},"date":1772441880{{{photo}}},"text":"Only words"}}"""));

        var post = Assert.IsType<ContentSeen>(Assert.Single(reading.Events));
        Assert.Equal(("Only words", null), (post.Content.Title, post.Picture));
    }

    [Fact]
    public void A_post_in_its_discussion_group_is_the_channels_post_and_a_comment_that_answers_it_is_about_that()
    {
        const string Forward = """{"message_id":10,"from":{"id":777000,"first_name":"Telegram"},"sender_chat":{"id":-8,"type":"channel","title":"News"},"chat":{"id":-1001,"type":"supergroup","title":"Talk"},"date":1772441881,"forward_origin":{"type":"channel","chat":{"id":-8,"username":"teanews"},"message_id":1,"date":1772441880},"is_automatic_forward":true,"text":"Our own post\nand more","photo":[{"file_id":"medium","width":800}]}""";
        var forward = Read(Json($$$"""{"update_id":7,"message":{{{Forward}}}}"""));
        var comment = Read(Json($$$"""{"update_id":8,"message":{"message_id":11,"from":{"id":5},"chat":{"id":-1001,"type":"supergroup","title":"Talk"},"date":1772441890,"reply_to_message":{{{Forward}}},"message_thread_id":10,"text":"Is it fresh?"}}"""));

        var post = Assert.IsType<ContentSeen>(Assert.Single(forward.Events));
        Assert.Equal((new("-8/1", "https://t.me/teanews/1", "Our own post"), true, new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero), "medium"), (post.Content, post.Own, post.SeenAt, Assert.Single(forward.Files).Source));
        Assert.Equal("system", Assert.Single(forward.All).Note!.Action);
        var said = Assert.IsType<MessageReceived>(Assert.Single(comment.Events));
        Assert.Equal((post.Content, "-1001", "-1001/10"), (said.Content!, said.ThreadKey!, said.ParentExternalId!));
    }

    [Fact]
    public void A_post_that_the_channel_had_from_elsewhere_is_no_message_and_its_comments_are_about_the_group()
    {
        const string Forward = """{"message_id":10,"sender_chat":{"id":-8,"type":"channel"},"chat":{"id":-1001,"type":"supergroup","title":"Talk"},"date":1772441881,"forward_origin":{"type":"channel","chat":{"id":-9},"message_id":1,"date":1772441880},"is_automatic_forward":true,"text":"Not ours"}""";

        Assert.Empty(Read(Json($$$"""{"update_id":7,"message":{{{Forward}}}}""")).Events);
        Assert.Equal("-1001", ((MessageReceived)Read(Json($$$"""{"update_id":8,"message":{"message_id":11,"from":{"id":5},"chat":{"id":-1001,"type":"supergroup"},"date":1772441890,"reply_to_message":{{{Forward}}},"text":"Whose is it?"}}""")).Events[0]).Content!.ExternalId);
    }

    [Theory]
    [InlineData(5_000_000_000_000_000_000, 5_000_000_000_000_000_000)]
    [InlineData(4_294_967_296, 4)]
    [InlineData(0, 2)]
    public void B53_an_address_behind_no_whole_word_of_the_text_leaves_the_text_as_it_is(long offset, long length)
    {
        var reading = Read(Json($$$"""
            {"update_id":1,"message":{"message_id":11,"from":{"id":5},"chat":{"id":5,"type":"private"},"date":1,"text":"a😀b",
             "entities":[{"type":"text_link","offset":{{{offset}}},"length":{{{length}}},"url":"https://shop.example"}]}}
            """));

        Assert.Equal("a😀b", Assert.IsType<MessageReceived>(Assert.Single(reading.Events)).Body.Text);
    }

    [Theory]
    [InlineData("""{"story":{"chat":{"id":-8,"type":"channel","title":"Tea news","username":"teanews"},"id":12}}""", "https://t.me/teanews/s/12")]
    [InlineData("""{"story":{"chat":{"id":7,"type":"private","first_name":"Carol"},"id":12}}""", "Carol")]
    [InlineData("""{"checklist":{"title":"My order","tasks":[{"id":1,"text":"Green tea"},{"id":2,"text":"Scones"}]}}""", "My order\n- Green tea\n- Scones")]
    public void What_somebody_says_with_something_else_than_words_is_a_message(string said, string text)
    {
        var reading = Read(Json($$$"""{"update_id":9,"message":{"message_id":11,"from":{"id":5},"chat":{"id":5,"type":"private"},"date":1772441870,{{{said[1..]}}}}"""));

        Assert.Equal(text, Assert.IsType<MessageReceived>(Assert.Single(reading.Events)).Body.Text);
    }

    [Fact]
    public void Chats_of_one_number_through_the_bot_and_through_two_business_accounts_are_three()
    {
        byte[] bot = Json("""{"update_id":1,"message":{"message_id":11,"from":{"id":5},"chat":{"id":5,"type":"private"},"date":1772441870,"text":"To the bot"}}""");
        var all = new[] { bot, Business(11, 5, 5, "To A"), Business(11, 5, 5, "To B", "xyz") }.Select(p => (MessageReceived)Assert.Single(Read(p).Events)).ToList();

        Assert.Equal(["5/11", "abc/5/11", "xyz/5/11"], all.Select(m => m.ExternalId));
        Assert.Equal(["5", "abc/5", "xyz/5"], all.Select(m => m.ThreadKey));
        Assert.Equal(3, all.Select(m => m.ExternalKey).Distinct().Count());
    }

    [Theory]
    [InlineData("\"is_enabled\":false,\"rights\":{\"can_reply\":true}", "ended")]
    [InlineData("\"is_enabled\":true,\"rights\":{\"can_read_messages\":true}", "does not let it answer")]
    [InlineData("\"is_enabled\":true,\"can_reply\":false", "does not let it answer")]
    [InlineData("\"is_enabled\":true,\"rights\":{\"can_reply\":true}", "lets the bot answer")]
    [InlineData("\"is_enabled\":true,\"can_reply\":true", "lets the bot answer")]
    public void What_the_owner_lets_the_bot_do_in_their_chats_is_noted(string said, string reason)
    {
        var reading = Read(Json($$$"""{"update_id":9,"business_connection":{"id":"abc","user":{"id":77,"is_bot":false,"first_name":"Owner"},"user_chat_id":77,"date":1772441890,{{{said}}}}}"""));

        Assert.Empty(reading.Events);
        var note = Assert.Single(reading.All).Note!;
        Assert.Equal(("system", "77"), (note.Action, note.Author!.ExternalId!));
        Assert.Contains(reason, note.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_group_says_in_its_own_name_to_nobody_is_no_message()
    {
        var reading = Read(Json("""{"update_id":9,"message":{"message_id":13,"sender_chat":{"id":-1001,"type":"supergroup"},"chat":{"id":-1001,"type":"supergroup"},"date":1772441890,"text":"We open at nine."}}"""));

        Assert.Empty(reading.Events);
        Assert.Equal(("system", "We open at nine."), (Assert.Single(reading.All).Note!.Action, reading.All[0].Note!.Text));
    }

    public void Dispose() => _http.Dispose();

    private Reading Read(byte[] payload) =>
        Channel.Read(new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string>(), () => "id"));

    /// <summary>A message in one of the owner's own chats.</summary>
    private static byte[] Business(int id, int from, int chat, string text, string connection = "abc") =>
        Json($$$"""{"update_id":9,"business_message":{"business_connection_id":"{{{connection}}}","message_id":{{{id}}},"from":{"id":{{{from}}},"first_name":"Bob"},"chat":{"id":{{{chat}}},"type":"private","first_name":"Bob"},"date":1772441870,"text":"{{{text}}}"}}""");

    private static byte[] Group(int id, int from, string text) =>
        Json($$$"""{"update_id":9,"message":{"message_id":{{{id}}},"from":{"id":{{{from}}},"first_name":"Bob"},"chat":{"id":-1001,"type":"supergroup","title":"Makers"},"date":1772441870,"text":"{{{text}}}"}}""");

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
