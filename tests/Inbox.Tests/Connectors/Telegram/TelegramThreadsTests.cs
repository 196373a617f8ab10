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
