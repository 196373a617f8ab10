using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.X;

public sealed class XFollowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mentions_answers_and_our_own_answers_come_once_under_the_post_where_they_stand()
    {
        await using var scene = await XScene.OpenAsync();
        var root = scene.Fake.Post(XFake.Us, "New tea is in");
        var ada = scene.Fake.Post("2002", "@shop Is it green?", root);
        var bob = scene.Fake.Post("2003", "@person2002 I think so", ada, new() { ["text"] = "@shop @person2002 I think so" });
        await scene.FollowAsync();
        var ours = scene.Fake.Post(XFake.Us, "@person2002 It is.", ada);
        scene.Fake.Post("2002", "@shop Thanks", ours);
        scene.Fake.Post("2004", "@shop hello?");
        await scene.FollowAsync(rounds: 3);
        await scene.FollowAsync(rounds: 2);

        var messages = await scene.Desk.MessagesAsync();
        Assert.Equal(5, messages.DistinctBy(m => m.ExternalKey).Count());
        var under = messages.Where(m => m.Content?.ExternalId == root).DistinctBy(m => m.ExternalKey).ToList();
        Assert.Equal(["2002", "2003", "2002", "2002"], under.OrderBy(m => m.ExternalId, StringComparer.Ordinal).Select(m => m.Contact!.ExternalId!));
        Assert.All(under.Where(m => m.Direction == Direction.In), m => Assert.Equal(("New tea is in", $"https://x.com/shop/status/{root}"), (m.Content!.Title!, m.Content.Url!)));
        var post = Assert.Single((await scene.Desk.EventsAsync()).OfType<ContentSeen>());
        Assert.Equal((under[0].Content, true), (post.Content, post.Own));
        Assert.Equal((true, bob), (under.Single(m => m.Contact!.ExternalId == "2003").Historic, under.Single(m => m.Contact!.ExternalId == "2003").ExternalId));
        Assert.Equal((Direction.Out, ada, false), (under.Single(m => m.ExternalId == ours).Direction, under.Single(m => m.ExternalId == ours).ParentExternalId, under.Single(m => m.ExternalId == ours).Historic));
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_somebody_began_and_goes_on_with_is_one_conversation_also_when_its_beginning_is_not_shown_any_more(bool isGone)
    {
        await using var scene = await XScene.OpenAsync();
        await scene.FollowAsync();
        var root = scene.Fake.Post("2002", "@shop where is my order?");
        await scene.FollowAsync();
        var ours = scene.Fake.Post(XFake.Us, "@person2002 On its way.", root);
        await scene.FollowAsync(rounds: 2);
        scene.Fake.Post("2002", "@shop Thanks, when?", ours);
        if (isGone)
            scene.Fake.Remove(root);
        await scene.FollowAsync(rounds: 3);

        Assert.Equal(3, (await scene.Desk.MessagesAsync()).DistinctBy(m => m.ExternalKey).Count());
        Assert.DoesNotContain(" | ", await GroupsAsync(await scene.Desk.MessagesAsync()), StringComparison.Ordinal);
    }

    /// <summary>Which conversations they become.</summary>
    private static async Task<string> GroupsAsync(IEnumerable<MessageReceived> messages)
    {
        await using var desk = await Threads.Desk.OpenAsync();
        var account = await desk.AddAccountAsync("page");
        foreach (var message in messages)
            await desk.ApplyAsync(message with { AccountId = account, Channel = "page", PayloadId = null });
        return await desk.GroupsAsync();
    }

    [Fact]
    public async Task A_post_of_ours_that_is_deleted_is_gone_within_an_hour_and_the_list_is_asked_for_no_more_often()
    {
        await using var scene = await XScene.OpenAsync();
        var (goes, stays) = (scene.Fake.Post(XFake.Us, "New tea is in"), scene.Fake.Post(XFake.Us, "So are scones"));
        await scene.FollowAsync();
        scene.Fake.Remove(goes);
        await scene.FollowAsync(rounds: 3);
        Assert.DoesNotContain(await scene.Desk.EventsAsync(), e => e is ContentSeen { Removed: true });
        scene.Desk.Clock.Advance(TimeSpan.FromHours(1));
        await scene.FollowAsync(rounds: 2);

        Assert.Equal([(goes, false), (stays, false), (goes, true)], (await scene.Desk.EventsAsync()).OfType<ContentSeen>().Select(s => (s.Content.ExternalId, s.Removed)));
    }

    [Fact]
    public async Task F20_after_a_long_time_away_every_post_and_message_comes_once()
    {
        await using var scene = await XScene.OpenAsync();
        scene.Fake.Post("2000", "@shop before");
        scene.Fake.Direct("2000", XFake.Us, "before");
        await scene.FollowAsync();
        foreach (var i in Enumerable.Range(1, 250))
        {
            scene.Fake.Post($"3{i:000}", $"@shop question {i}");
            scene.Fake.Direct($"3{i:000}", XFake.Us, $"message {i}");
        }
        await scene.FollowAsync(rounds: 8);

        var messages = await scene.Desk.MessagesAsync();
        Assert.Equal((251, 251), (messages.Count(m => m.Visibility == Visibility.Public), messages.Count(m => m.Visibility == Visibility.Private)));
        Assert.Distinct(messages.Select(m => m.ExternalKey));
    }

    [Fact]
    public async Task A_deleted_direct_message_brings_up_none_that_was_there_before()
    {
        await using var scene = await XScene.OpenAsync();
        var all = Enumerable.Range(0, 130).Select(i => scene.Fake.Direct("2002", XFake.Us, $"before {i}")).ToList();
        await scene.FollowAsync();
        scene.Fake.RemoveDirect(all[^1]);
        scene.Fake.RemoveDirect(all[^2]);
        scene.Fake.Direct("2003", XFake.Us, "now");
        await scene.FollowAsync(rounds: 8);
        scene.Fake.RemoveDirect(all[^3]);
        await scene.FollowAsync(rounds: 8);

        var messages = await scene.Desk.MessagesAsync();
        Assert.Equal([.. Enumerable.Range(30, 100).Select(i => ($"before {i}", true)), ("now", false)], messages.Select(m => (m.Body.Text, m.Historic)));
    }

    [Fact]
    public async Task Where_less_than_a_page_was_there_before_what_comes_late_still_comes()
    {
        await using var scene = await XScene.OpenAsync();
        scene.Fake.Direct("2002", XFake.Us, "known");
        await scene.FollowAsync();
        scene.Fake.Direct("2003", XFake.Us, "late", isLate: true);
        await scene.FollowAsync(rounds: 8);

        Assert.Equal([("known", true), ("late", false)], (await scene.Desk.MessagesAsync()).Select(m => (m.Body.Text, m.Historic)));
    }

    [Fact]
    public async Task Changes_follow_and_what_is_gone_is_noticed_within_minutes()
    {
        await using var scene = await XScene.OpenAsync();
        var (stays, changes, goes) = (scene.Fake.Post("2001", "@shop A"), scene.Fake.Post("2002", "@shop B?"), scene.Fake.Post("2003", "@shop C"));
        await scene.FollowAsync();
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        scene.Fake.Edit(changes, "@shop B!");
        scene.Fake.Remove(goes);
        await scene.FollowAsync(rounds: 40);

        var changed = (await scene.Desk.EventsAsync()).Where(e => e is not MessageReceived).Select(e => e switch { MessageEdited m => $"{m.TargetExternalId} {m.Body.Reply}", MessageDeleted m => $"{m.TargetExternalId} gone", _ => "?" });
        Assert.Equal([$"{changes} B!", $"{goes} gone"], changed);
        Assert.DoesNotContain(stays, changed);
    }

    [Fact]
    public async Task What_is_billed_is_asked_for_in_small_numbers()
    {
        await using var scene = await XScene.OpenAsync();
        for (var i = 0; i < 30; i++)
        {
            scene.Fake.Post($"2{i:000}", $"@shop question {i}");
            scene.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        await scene.FollowAsync(rounds: 40);

        Assert.Equal([30, 10], scene.Requests.Where(r => r.Path.StartsWith("/2/tweets?ids=", StringComparison.Ordinal)).Select(r => r.Path.Split("%2C").Length).Take(2)); // how often depends on how long the rounds take
        var mentions = scene.Requests.Where(r => r.Path.Contains("/mentions?", StringComparison.Ordinal)).Select(r => r.Path).ToList();
        Assert.DoesNotContain("since_id", mentions[0], StringComparison.Ordinal);
        Assert.All(mentions.Skip(1), path => Assert.Contains("max_results=10&since_id=", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_come_with_their_posts_and_those_of_messages_are_fetched_in_our_name()
    {
        await using var scene = await XScene.OpenAsync();
        scene.Fake.Post("2002", "@shop look https://t.co/p", more: new() { ["attachments"] = new JsonObject { ["media_keys"] = new JsonArray("3_1") } });
        await scene.FollowAsync();

        Assert.Equal("photo.jpg", Assert.Single(Assert.Single(await scene.Desk.MessagesAsync()).Body.Attachments!).Name);
        Assert.Equal([0xff, 0xd8, 0xff], await scene.Channel.FetchAsync(scene.Account(), "dm:77/88/photo.jpg", Cancel));
        Assert.False((await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FetchAsync(scene.Account(), "file:///etc/passwd", Cancel))).Transient);
    }

    [Fact]
    public async Task F21_when_calls_are_used_up_the_account_says_until_when_and_asks_nothing_before()
    {
        await using var scene = await XScene.OpenAsync();
        scene.Fake.Post("2002", "@shop first");
        await scene.FollowAsync();
        scene.Fake.Leave("GET /2/users/:id/mentions", 0);
        scene.Fake.Post("2003", "@shop second");
        scene.Fake.Direct("2004", XFake.Us, "third");
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var until = scene.Desk.Clock.GetUtcNow().AddMinutes(15);
        var broken = await scene.FollowAsync();
        var calls = scene.Fake.Calls["GET /2/users/:id/mentions"];
        for (var i = 0; i < 5; i++)
            Assert.NotNull(await scene.FollowAsync());

        Assert.True(broken!.Transient);
        Assert.Contains($"until {until:HH:mm} UTC", broken.Message, StringComparison.Ordinal);
        Assert.Equal(calls, scene.Fake.Calls["GET /2/users/:id/mentions"]);
        Assert.Contains(await scene.Desk.MessagesAsync(), m => m.Body.Text == "third"); // what is not used up goes on

        scene.Fake.Leave("GET /2/users/:id/mentions", 300);
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(await scene.FollowAsync());
        Assert.Contains(await scene.Desk.MessagesAsync(), m => m.Body.Text == "@shop second");
    }

    [Fact]
    public async Task Direct_messages_are_asked_for_no_oftener_than_the_platform_allows_however_often_the_connection_breaks()
    {
        await using var scene = await XScene.OpenAsync();
        var began = scene.Desk.Clock.GetUtcNow();
        for (var i = 0; i < 60; i++)
            await scene.FollowAsync();

        var quarters = (scene.Desk.Clock.GetUtcNow() - began) / TimeSpan.FromMinutes(15) + 1;
        Assert.InRange(scene.Fake.Calls["GET /2/dm_events"], 1, (int)(15 * quarters));
    }

    [Theory]
    [InlineData(401, "Paste all four", false)]
    [InlineData(403, "permission", false)]
    [InlineData(503, "not well", true)]
    public async Task F21_what_keeps_the_account_from_working_is_said_and_nothing_is_lost(int status, string words, bool transient)
    {
        await using var scene = await XScene.OpenAsync();
        await scene.FollowAsync();
        scene.Fake.Instead = ("/2/", XFake.Problem(status, "No", "Something is wrong"));
        scene.Fake.Post("2002", "@shop meanwhile");
        scene.Fake.Direct("2002", XFake.Us, "meanwhile too");
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var broken = await scene.FollowAsync();
        scene.Fake.Instead = null;
        Assert.Null(await scene.FollowAsync(rounds: 8));

        Assert.Contains(words, broken!.Message, StringComparison.Ordinal);
        Assert.Equal(transient, broken.Transient);
        Assert.Equal(2, (await scene.Desk.MessagesAsync()).Count);
    }

    [Fact]
    public async Task Where_the_plan_has_it_the_platform_is_told_where_to_push_and_says_when_it_cannot()
    {
        await using var scene = await XScene.OpenAsync();
        var here = new Uri("https://inbox.shop.example/");
        Assert.Null(await scene.FollowAsync(publicUrl: here, other: ("mode", "webhook")));
        Assert.Equal(($"https://inbox.shop.example/hooks/x/{scene.Account().Account.Id}", true), (scene.Fake.Webhook, scene.Fake.IsSubscribed));
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());

        scene.Fake.IsValid = false;
        await scene.FollowAsync(rounds: 8, here, ("mode", "webhook"));
        Assert.Contains("could not verify the webhook", scene.Desk.Health.Last().Reason, StringComparison.Ordinal);
        scene.Fake.IsValid = true;
        await scene.FollowAsync(rounds: 8, here, ("mode", "webhook"));
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Fact]
    public async Task Where_the_plan_has_no_pushing_or_nobody_can_reach_us_everything_is_asked_for_and_the_account_says_so()
    {
        await using var scene = await XScene.OpenAsync();
        scene.Fake.HasActivity = false;
        scene.Fake.Direct("2002", XFake.Us, "Hello?");
        await scene.FollowAsync(1, new Uri("https://inbox.shop.example/"), ("mode", "webhook"));
        Assert.Contains("plan does not have", scene.Desk.Health.Last().Reason, StringComparison.Ordinal);
        Assert.Single(await scene.Desk.MessagesAsync());

        await scene.FollowAsync(8, null, ("mode", "webhook"));
        Assert.Contains("Inbox__PublicUrl", scene.Desk.Health.Last().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_connects_an_account_is_told_which_setting_is_wrong()
    {
        await using var scene = await XScene.OpenAsync();
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        foreach (var (key, value) in new[] { ("identifier", "@shop"), ("identifier", "1002"), ("consumerSecret", ""), ("mode", "push"), ("url", "x"), ("url", "http://127.0.0.1:9") })
            Assert.Equal(key, Assert.Single(await scene.Channel.CheckAsync(scene.Account((key, value)), Cancel)).Key);
        Assert.Equal("token", Assert.Single(await scene.Channel.CheckAsync(scene.Account(("tokenSecret", "wrong")), Cancel)).Key);
        scene.Fake.Access = "read-write";
        Assert.Contains("Direct message", Assert.Single(await scene.Channel.CheckAsync(scene.Account(), Cancel)).Message, StringComparison.Ordinal);
    }
}
