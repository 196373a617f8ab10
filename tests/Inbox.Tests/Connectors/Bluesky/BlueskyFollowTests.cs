using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.Bluesky;

public sealed class BlueskyFollowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replies_mentions_and_quotes_come_once_with_the_post_and_what_we_wrote_elsewhere_goes_to_the_right_person()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var ours = scene.Network.Say("shop", "3ka1", "New: green tea");
        var asks = scene.Network.Say("ann", "3ka2", "Is it fresh?", ours);
        scene.Network.Say("shop", "3ka3", "from Uji, by the way", ours); // a thread of our own
        var answer = scene.Network.Say("shop", "3ka4", "It is.", asks);
        scene.Network.Say("shop", "3ka5", "Very.", answer);
        scene.Network.Say("bob", "3ka6", "Look!", quoted: ours);
        await scene.FollowAsync(looks: 2);
        scene.Network.Say("ann", "3ka7", "Thanks", answer, at: "2026-03-02T09:01:00.000Z");
        await scene.FollowAsync(looks: 2);

        var messages = (await scene.Desk.MessagesAsync()).OrderBy(m => m.ExternalId!.Split('/')[^1]).ToList();
        Assert.Equal([("3ka2", "did:plc:ann", true), ("3ka4", "did:plc:ann", true), ("3ka5", null, true), ("3ka6", "did:plc:bob", true), ("3ka7", "did:plc:ann", false)], messages.Select(m => (m.ExternalId!.Split('/')[^1], m.Contact!.ExternalId, m.Historic)));
        Assert.All(messages, m => Assert.Equal(((string)ours["uri"]!, "New: green tea"), (m.Content!.ExternalId, m.Content.Title!)));
        var post = Assert.Single((await scene.Desk.EventsAsync()).OfType<ContentSeen>());
        Assert.Equal((messages[0].Content, true), (post.Content, post.Own));
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Fact]
    public async Task A_post_of_ours_that_is_deleted_is_gone_and_one_that_many_answers_followed_is_not()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var (first, second) = (scene.Network.Say("shop", "3ka1", "New: green tea"), scene.Network.Say("shop", "3ka2", "New: black tea"));
        var asks = scene.Network.Say("ann", "3ka3", "Is it fresh?", first);
        await scene.FollowAsync(looks: 1);
        foreach (var i in Enumerable.Range(0, 105))
            scene.Network.Say("shop", $"3kb{i:000}", "It is.", asks); // the list reaches no further back
        await scene.FollowAsync(looks: 1);
        Assert.DoesNotContain(await scene.Desk.EventsAsync(), e => e is ContentSeen { Removed: true });
        scene.Network.Delete(first);
        await scene.FollowAsync(looks: 1);
        await scene.FollowAsync(looks: 1);

        var gone = Assert.Single((await scene.Desk.EventsAsync()).OfType<ContentSeen>(), s => s.Removed);
        Assert.Equal(((string)first["uri"]!, true), (gone.Content.ExternalId, gone.Own));
        Assert.Equal(1, (await scene.Desk.EventsAsync()).OfType<ContentSeen>().Count(s => s.Content.ExternalId == (string)second["uri"]!)); // what comes on the way is told once
    }

    [Fact]
    public async Task B52_what_is_deleted_is_taken_away_and_what_a_block_hides_is_not()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var ours = scene.Network.Say("shop", "3ka1", "New: green tea");
        var (ann, _) = (scene.Network.Say("ann", "3ka2", "Oops", ours), scene.Network.Say("bob", "3ka3", "Hm", ours));
        var answer = scene.Network.Say("shop", "3ka4", "Also oops", ann);
        await scene.FollowAsync(looks: 1);
        scene.Network.Delete(ann);
        scene.Network.Delete(answer);
        scene.Network.Block("bob");
        await scene.FollowAsync(looks: 1);
        await scene.FollowAsync(looks: 1);

        Assert.Equal(["3ka2", "3ka4"], (await scene.Desk.EventsAsync()).OfType<MessageDeleted>().Select(e => e.TargetExternalId.Split('/')[^1]));
    }

    [Fact]
    public async Task A_post_whose_time_was_set_back_is_found_among_the_newest()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        scene.Network.Say("ann", "3ka1", "First", at: "2026-03-02T08:00:00.000Z");
        await scene.FollowAsync(looks: 1);
        scene.Network.Say("bob", "3ka2", "Late by a slow server", at: "2026-03-02T07:00:00.000Z");
        await scene.FollowAsync(looks: 1);

        Assert.Equal(["First", "Late by a slow server"], (await scene.Desk.MessagesAsync()).Select(m => m.Body.Text));
    }

    [Fact]
    public async Task F20_after_a_long_time_away_everything_comes_once_and_in_order_and_older_history_does_not()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        foreach (var i in Enumerable.Range(0, 130))
            scene.Network.Say($"p{i}", $"3ka{i:000}", $"Before {i}", at: $"2026-03-01T{i / 60:00}:{i % 60:00}:00.000Z");
        await scene.FollowAsync(looks: 1);
        foreach (var i in Enumerable.Range(0, 650))
            scene.Network.Say($"q{i}", $"3kb{i:000}", $"While away {i}", at: $"2026-03-02T{i / 60:00}:{i % 60:00}:00.000Z");
        await scene.FollowAsync(looks: 3);

        Assert.Equal(Enumerable.Range(30, 100).Select(i => $"Before {i}").Concat(Enumerable.Range(0, 650).Select(i => $"While away {i}")), (await scene.Desk.MessagesAsync()).Select(m => m.Body.Text));
    }

    [Fact]
    public async Task Replies_behind_a_thousand_likes_are_found()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var ours = scene.Network.Say("shop", "3ka1", "New: green tea");
        await scene.FollowAsync(looks: 1);
        scene.Network.Say("ann", "3ka2", "Is it fresh?", ours, at: "2026-03-02T09:01:00.000Z");
        scene.Network.Like(ours, 1100, from: "2026-03-02T09:02:00.000Z");
        await scene.FollowAsync(looks: 1);

        Assert.Equal([("Is it fresh?", false)], (await scene.Desk.MessagesAsync()).Select(m => (m.Body.Text, m.Historic)));
    }

    [Fact]
    public async Task History_behind_a_thousand_likes_is_the_newest_hundred_and_no_news()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var ours = scene.Network.Say("shop", "3ka1", "New: green tea");
        foreach (var i in Enumerable.Range(0, 130))
            scene.Network.Say($"p{i}", $"3kb{i:000}", $"Before {i}", ours, at: Network.Later("2026-03-01T09:00:00.000Z", i));
        scene.Network.Like(ours, 1100, from: "2026-03-02T08:00:00.000Z");
        await scene.FollowAsync(looks: 2);
        await scene.FollowAsync(looks: 1);

        Assert.Equal(Enumerable.Range(30, 100).Select(i => ($"Before {i}", true)), (await scene.Desk.MessagesAsync()).Select(m => (m.Body.Text, m.Historic)));
    }

    [Fact]
    public async Task A_long_list_of_nothing_is_read_some_pages_at_a_time_and_goes_on_where_it_stopped()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var ours = scene.Network.Say("shop", "3ka1", "New: green tea");
        await scene.FollowAsync(looks: 1);
        scene.Network.Say("ann", "3ka2", "Is it fresh?", ours, at: "2026-03-02T09:01:00.000Z");
        foreach (var i in Enumerable.Range(0, 1100))
            scene.Network.Say("troll", $"3kb{i:0000}", "Boo", ours, at: Network.Later("2026-03-02T09:02:00.000Z", i));
        scene.Network.Block("troll");
        await scene.FollowAsync(looks: 1);
        Assert.Empty(await scene.Desk.MessagesAsync());
        await scene.FollowAsync(looks: 2);

        Assert.Equal("Is it fresh?", Assert.Single(await scene.Desk.MessagesAsync()).Body.Text);
    }

    [Fact]
    public async Task Likes_of_long_ago_are_gone_through_once()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        scene.Network.Like(scene.Network.Say("shop", "3ka1", "New: green tea"), 2500, from: "2026-03-01T09:00:00.000Z");
        await scene.FollowAsync(looks: 4);

        Assert.Equal(3 + 3, scene.Pages);
    }

    [Theory]
    [InlineData(401, "app password", false)]
    [InlineData(403, "does not allow", false)]
    [InlineData(429, "asks to wait", true)]
    [InlineData(502, "not well", true)]
    public async Task F21_what_keeps_the_account_from_working_is_said_and_nothing_is_lost(int status, string words, bool transient)
    {
        await using var scene = await BlueskyScene.OpenAsync();
        await scene.FollowAsync(looks: 1);
        scene.Network.Say("ann", "3ka1", "While we were out");
        scene.Network.Instead = new(status, """{"error":"X","message":"Sorry"}""");
        var broken = await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FollowAsync(scene.Desk.Following(scene.Account()), Cancel));
        scene.Network.Instead = null;
        await scene.FollowAsync(looks: 1);

        Assert.Contains(words, broken.Message, StringComparison.Ordinal);
        Assert.Equal(transient, broken.Transient);
        Assert.Single(await scene.Desk.MessagesAsync());
    }

    [Fact]
    public async Task Whoever_connects_an_account_is_told_which_setting_is_wrong()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        Assert.Equal(["service", "service", "identifier", "password", "password"], await Task.WhenAll(new (string, string)[] { ("service", "bsky"), ("service", "http://127.0.0.1:9"), ("identifier", ""), ("password", ""), ("password", "wrong") }.Select(scene.WrongAsync)));
        Assert.Contains("app password", Assert.Single(await scene.Channel.CheckAsync(scene.Account(("password", "the account's own")), Cancel)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_fetched_from_where_the_app_view_has_it()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var post = scene.Network.Say("ann", "3ka1", "A cat");
        post["embed"] = new JsonObject { ["images"] = new JsonArray(new JsonObject { ["fullsize"] = $"{scene.Url}/img/cat.jpg?bafkcat" }) };

        Assert.Equal([0xff, 0xd8, 0xff], await scene.Channel.FetchAsync(scene.Account(), $"{post["uri"]} bafkcat", Cancel));
        Assert.False((await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FetchAsync(scene.Account(), $"{post["uri"]} bafkdog", Cancel))).Transient);
    }
}
