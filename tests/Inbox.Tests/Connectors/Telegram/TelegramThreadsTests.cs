using System.Text;
using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Storage;
using Inbox.Tests.Proof;
using Inbox.Threads;

namespace Inbox.Tests.Connectors.Telegram;

/// <summary>Comments under a channel's posts, as they come out of the channel's discussion group: all rooms together, through both doors.</summary>
public sealed class TelegramThreadsTests
{
    private const int Ann = 5, Bob = 6;

    /// <summary>Who stands in <c>from</c> where somebody writes as a channel, and as the group itself.</summary>
    private const int ChannelBot = 136817688, GroupBot = 1087968824;

    [Theory, InlineData("polling"), InlineData("webhook")]
    public async Task Whoever_comments_on_a_post_has_a_conversation_about_it_however_deep_they_answer(string mode)
    {
        await using var scene = await Scene.OpenAsync(mode);
        await scene.SayAsync(Forward(10, 1, "The spring tea is here"), Comment(11, Ann, "Is it fresh?", Forward(10, 1, "The spring tea is here")), Comment(12, Bob, "It is!", Plain(11, Ann), 10), Comment(13, Ann, "And green?", Plain(12, Bob), 10));
        await scene.SayAsync(Comment(14, Ann, "When do you open?"), Comment(15, Bob, "At nine", Plain(14, Ann), 14));

        Assert.Equal(
            [
                "5: Is it fresh?, And green? | -8/1 The spring tea is here https://t.me/teanews/1", "5: When do you open? | -1001 Tea talk ",
                "6: At nine | -1001 Tea talk ", "6: It is! | -8/1 The spring tea is here https://t.me/teanews/1",
            ],
            await scene.TalksAsync());
        Assert.Empty(await scene.Host.Get<Verify>().RunAsync(ProofHost.Cancel));
    }

    [Fact]
    public async Task What_comes_twice_or_under_another_number_changes_nothing_and_a_post_that_is_changed_keeps_its_talks()
    {
        await using var scene = await Scene.OpenAsync("webhook");
        JsonObject[] all = [Forward(10, 1, "The spring tea is here"), Comment(11, Ann, "Is it fresh?", Forward(10, 1, "The spring tea is here")), Comment(13, Ann, "And green?", Plain(12, Bob), 10)];
        await scene.SayAsync(all);
        var before = await scene.TalksAsync();
        await scene.SayAsync(all);
        await scene.SayAsync([.. all.Reverse()]);
        Assert.Equal(before, await scene.TalksAsync());

        var changed = Forward(10, 1, "The spring tea is gone");
        changed["edit_date"] = 1772441990;
        await scene.SayAsync("edited_message", changed);
        await scene.SayAsync(Comment(16, Ann, "A pity", Plain(13, Ann), 10));
        Assert.Equal(["5: Is it fresh?, And green?, A pity | -8/1 The spring tea is gone https://t.me/teanews/1"], await scene.TalksAsync());
        Assert.Equal(1, await scene.Host.Database.OneAsync<long>("select count(*) from contents where own", null, ProofHost.Cancel));
    }

    [Fact]
    public async Task Where_the_forward_was_never_seen_the_first_comment_that_shows_it_tells()
    {
        await using var scene = await Scene.OpenAsync("webhook");
        await scene.SayAsync(Comment(12, Ann, "Too early", Plain(11, Bob), 10));
        await scene.SayAsync(Comment(13, Bob, "Is it fresh?", Forward(10, 1, "The spring tea is here")));
        await scene.SayAsync(Comment(14, Ann, "It is", Plain(13, Bob), 10));

        Assert.Equal(
            ["5: It is | -8/1 The spring tea is here https://t.me/teanews/1", "5: Too early | -1001 Tea talk ", "6: Is it fresh? | -8/1 The spring tea is here https://t.me/teanews/1"],
            await scene.TalksAsync());
    }

    [Fact]
    public async Task What_the_channel_answers_under_its_own_post_is_our_sides_to_whoever_is_answered()
    {
        await using var scene = await Scene.OpenAsync("webhook");
        await scene.SayAsync(Forward(10, 1, "The spring tea is here"), Comment(11, Ann, "Is it fresh?", Forward(10, 1, "The spring tea is here")), Comment(12, Bob, "And green?", Plain(11, Ann), 10));
        await scene.SayAsync(By(News(), Comment(13, ChannelBot, "It is, picked on Monday", Plain(11, Ann), 10)));
        await scene.SayAsync(By(News(), Comment(14, ChannelBot, "Ask away", Forward(10, 1, "The spring tea is here"))), By(News(), Comment(15, ChannelBot, "All of you", By(News(), Plain(14, ChannelBot)), 10)));
        await scene.SayAsync(By(Elsewhere(), Comment(16, ChannelBot, "We sell it cheaper", Plain(11, Ann), 10)));

        Assert.Equal(
            ["Cheap tea waiting: in We sell it cheaper", "Person 5 answered: in Is it fresh?, out It is, picked on Monday", "Person 6 waiting: in And green?"],
            await scene.AnswersAsync());
        Assert.Empty(await scene.Host.Get<Verify>().RunAsync(ProofHost.Cancel));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Who_goes_on_under_the_bots_answer_says_it_to_the_person_that_the_bot_answered(bool isChannel)
    {
        await using var scene = await Scene.OpenAsync("webhook");
        await scene.SayAsync(Forward(10, 1, "The spring tea is here"), Comment(11, Ann, "How much?", Forward(10, 1, "The spring tea is here")));
        var answer = int.Parse((await scene.AnswerAsync("Twenty")).Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var ours = Plain(answer, 123456789, "Twenty");
        ours["from"]!["is_bot"] = true;
        var goesOn = By(isChannel ? News() : Group(), Comment(answer + 1, isChannel ? ChannelBot : GroupBot, "Shipping included", ours, 10));
        goesOn["date"] = scene.Host.Clock.GetUtcNow().ToUnixTimeSeconds() + 1;
        await scene.SayAsync(goesOn);

        Assert.Equal(["Person 5 answered: in How much?, out Twenty, out Shipping included"], await scene.AnswersAsync());
    }

    [Fact]
    public async Task What_the_group_says_in_a_topic_of_a_forum_answers_nobody_until_it_answers_somebody()
    {
        await using var scene = await Scene.OpenAsync("webhook");
        await scene.SayAsync(Topic(), Comment(101, Bob, "Where is my parcel?", Topic()), Comment(102, Ann, "Mine, too?", Topic()));
        await scene.SayAsync(By(Group(), Comment(103, GroupBot, "We are closed on Monday", Topic())));
        Assert.Equal(["Person 5 waiting: in Mine, too?", "Person 6 waiting: in Where is my parcel?"], await scene.AnswersAsync());

        await scene.SayAsync(By(Group(), Comment(104, GroupBot, "On its way", Plain(102, Ann), 100)));
        Assert.Contains("Person 5 answered: in Mine, too?, out On its way", await scene.AnswersAsync());
    }

    [Fact]
    public async Task Direct_messages_to_a_channel_are_each_persons_own_and_private_and_the_channel_answers_them()
    {
        await using var scene = await Scene.OpenAsync("webhook");
        await scene.SayAsync(Direct(7, Ann, "My order is 1234"), Direct(8, Bob, "And mine?"), By(News(), Direct(9, Ann, "On its way")));

        Assert.Equal(["Person 5 answered: in My order is 1234, out On its way", "Person 6 waiting: in And mine?"], await scene.AnswersAsync());
        Assert.Equal(["private"], await scene.Host.Database.ListAsync<string>("select distinct visibility from messages", null, ProofHost.Cancel));
    }

    /// <summary>What opens a topic, which every message in it answers that answers nothing else.</summary>
    private static JsonObject Topic()
    {
        var made = Plain(100, Bob);
        made.Remove("text");
        (made["message_thread_id"], made["is_topic_message"], made["forum_topic_created"]) = (100, true, new JsonObject { ["name"] = "Deliveries", ["icon_color"] = 7322096 });
        return made;
    }

    private static JsonObject Direct(int id, int person, string text)
    {
        var said = Plain(id, person, text);
        (said["chat"], said["direct_messages_topic"]) = (
            new JsonObject { ["id"] = -1009, ["type"] = "supergroup", ["title"] = "Tea news", ["is_direct_messages"] = true },
            new JsonObject { ["topic_id"] = person, ["user"] = new JsonObject { ["id"] = person, ["first_name"] = $"Person {person}" } });
        return said;
    }

    /// <summary>The channel's post as it comes into the group.</summary>
    private static JsonObject Forward(int id, int post, string text) => new()
    {
        ["message_id"] = id, ["from"] = new JsonObject { ["id"] = 777000, ["is_bot"] = false, ["first_name"] = "Telegram" }, ["sender_chat"] = News(), ["chat"] = Group(), ["date"] = 1772441881,
        ["forward_origin"] = new JsonObject { ["type"] = "channel", ["chat"] = News(), ["message_id"] = post, ["date"] = 1772441880 }, ["is_automatic_forward"] = true, ["text"] = text,
    };

    private static JsonObject Comment(int id, int person, string text, JsonObject? answers = null, int? thread = null)
    {
        var comment = Plain(id, person, text);
        if (answers is not null)
            (comment["reply_to_message"], comment["message_thread_id"]) = (answers, thread ?? (int)answers["message_id"]!);
        return comment;
    }

    private static JsonObject Plain(int id, int person, string text = "…") => new()
    {
        ["message_id"] = id, ["from"] = new JsonObject { ["id"] = person, ["first_name"] = $"Person {person}" }, ["chat"] = Group(), ["date"] = 1772441890 + id, ["text"] = text,
    };

    /// <summary>In the name of a chat: who writes is a bot that stands for all of them.</summary>
    private static JsonObject By(JsonObject chat, JsonObject message)
    {
        (message["sender_chat"], message["from"]!["is_bot"]) = (chat, true);
        return message;
    }

    private static JsonObject Elsewhere() => new() { ["id"] = -9, ["type"] = "channel", ["title"] = "Cheap tea" };

    private static JsonObject Group() => new() { ["id"] = -1001, ["type"] = "supergroup", ["title"] = "Tea talk" };

    private static JsonObject News() => new() { ["id"] = -8, ["type"] = "channel", ["title"] = "Tea news", ["username"] = "teanews" };

    private sealed class Scene : IAsyncDisposable
    {
        private readonly BotApi _api;
        private readonly Vendor _vendor;
        private readonly HttpClient _http = new();
        private string _account = "", _mode = "";
        private int _update;

        private Scene(ProofHost host, BotApi api, Vendor vendor) => (Host, _api, _vendor) = (host, api, vendor);

        public ProofHost Host { get; }

        public static async Task<Scene> OpenAsync(string mode)
        {
            var api = new BotApi();
            var scene = new Scene(await ProofHost.StartAsync(follows: true), api, await Vendor.StartAsync(api.Answer)) { _mode = mode };
            scene._account = await scene.Host.AddAccountAsync("telegram", new Dictionary<string, string> { ["token"] = BotApi.Token, ["mode"] = mode, ["apiUrl"] = scene._vendor.Url });
            scene.Host.Get<FollowAccounts>().Nudge();
            return scene;
        }

        public Task SayAsync(params JsonObject[] messages) => SayAsync("message", messages);

        public async Task SayAsync(string kind, params JsonObject[] messages)
        {
            foreach (var message in messages)
                await DeliverAsync(new JsonObject { ["update_id"] = ++_update, [kind] = message.DeepClone() });
            if (_mode == "polling")
                await ProofHost.WaitAsync(async () => await Host.Database.OneAsync<string>("select value from cursors where name = 'updates'", null, ProofHost.Cancel) == $"{_update + 1}", "every update was asked for");
            await Host.DrainedAsync();
        }

        /// <summary>Each person's conversations, with what they are about.</summary>
        public async Task<IEnumerable<string>> TalksAsync() => (await Host.Database.ListAsync<(string Person, string Text, string Content, string? Title, string? Url)>(
            """
            select m.author_external_id, m.text, c.content_id, k.title, k.url
            from messages m join conversations c on c.id = m.conversation_id
            left join contents k on k.account_id = c.account_id and k.external_id = c.content_id
            order by m.at
            """, null, ProofHost.Cancel))
            .GroupBy(m => (m.Person, m.Content, m.Title, m.Url)).Select(g => $"{g.Key.Person}: {string.Join(", ", g.Select(m => m.Text))} | {g.Key.Content} {g.Key.Title} {g.Key.Url}").Order(StringComparer.Ordinal);

        /// <summary>Each person's conversation, whether they wait and what was said in it.</summary>
        public async Task<IEnumerable<string>> AnswersAsync() => (await Host.Database.ListAsync<(string Person, string Wait, string Direction, string Text)>(
            """
            select p.name, case when c.waiting_since is null then 'answered' else 'waiting' end, m.direction, m.text
            from messages m join conversations c on c.id = m.conversation_id join people p on p.id = c.person_id
            order by m.at, m.id
            """, null, ProofHost.Cancel))
            .GroupBy(m => (m.Person, m.Wait)).Select(g => $"{g.Key.Person} {g.Key.Wait}: {string.Join(", ", g.Select(m => $"{m.Direction} {m.Text}"))}").Order(StringComparer.Ordinal);

        /// <summary>Staff answer the only conversation; the id that the platform gave.</summary>
        public async Task<string> AnswerAsync(string text)
        {
            var card = Assert.Single(await Host.Database.ListAsync<string>("select id from conversations", null, ProofHost.Cancel));
            Assert.IsType<ReplyOutcome.Queued>(await Host.Get<PostReply>().RunAsync(new(card, "anna", "Anna", "r1", text, null, null, []), ProofHost.Cancel));
            string? id = null;
            await Host.Clock.UntilAsync(async () => (id = (await Host.Database.ListAsync<string?>("select external_id from messages where client_id = 'r1'", null, ProofHost.Cancel)).Single()) is not null, TimeSpan.FromSeconds(1));
            return id!;
        }

        private async Task DeliverAsync(JsonObject update)
        {
            if (_mode == "polling")
            {
                _api.Add(update);
                return;
            }
            using var request = Pen.All.Single(p => p.Channel == "telegram").Request(Host.Url, _account, Encoding.UTF8.GetBytes(update.ToJsonString()), "", Host.Clock.GetUtcNow());
            using var response = await _http.SendAsync(request, ProofHost.Cancel);
            Assert.True(response.IsSuccessStatusCode);
        }

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await Host.DisposeAsync();
            await _vendor.DisposeAsync();
        }
    }
}
