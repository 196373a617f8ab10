using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Mastodon;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Mastodon;

public sealed class MastodonFollowTests
{
    private static readonly JsonObject Shop = Instance.Account(Instance.Me, "shop"), Ann = Instance.Account("42", "ann@far.example", "Ann"), Bob = Instance.Account("43", "bob");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_under_a_post_comes_once_with_the_post_and_what_we_wrote_elsewhere_goes_to_the_right_person()
    {
        await using var scene = await MastodonScene.OpenAsync();
        scene.Instance.Say(1, Shop, "<p>New: green tea</p>");
        scene.Instance.Say(2, Ann, "<p>Is it fresh?</p>", 1);
        scene.Instance.Say(3, Shop, "<p>It is.</p>", 2);
        scene.Instance.Say(4, Bob, "<p>How much?</p>", 3);
        await scene.FollowAsync(looks: 2);
        scene.Instance.Say(5, Ann, "<p>Thanks</p>", 3);
        await scene.FollowAsync(looks: 2);

        var messages = (await scene.Desk.MessagesAsync()).OrderBy(m => m.ExternalId).ToList();
        Assert.Equal([("2", "ann@far.example/42"), ("3", "ann@far.example/42"), ("4", "bob@tea.example/43"), ("5", "ann@far.example/42")], messages.Select(m => (m.ExternalId!, m.Contact!.ExternalId!)));
        Assert.All(messages, m => Assert.Equal(("1", "New: green tea", m.ExternalId != "5"), (m.Content!.ExternalId, m.Content.Title!, m.Historic)));
        Assert.Equal(Direction.Out, messages[1].Direction);
        var post = Assert.Single((await scene.Desk.EventsAsync()).OfType<ContentSeen>());
        Assert.Equal((messages[0].Content, true), (post.Content, post.Own));
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Fact]
    public async Task What_the_stream_announces_is_asked_for_at_once()
    {
        await using var scene = await MastodonScene.OpenAsync();
        await using var running = scene.Follow();
        await Eventually.IsTrueAsync(() => Task.FromResult(scene.Vendor.Requests.Any(r => r.Path.Contains("streaming", StringComparison.Ordinal)) && !scene.Desk.Health.IsEmpty));
        scene.Desk.Clock.Advance(TimeSpan.FromSeconds(3)); // less than the pause of who only asks
        scene.Instance.Say(2, Ann, "<p>Hello</p>");
        scene.Instance.Ring();

        await Eventually.IsTrueAsync(async () => (await scene.Desk.MessagesAsync()).Count == 1);
    }

    [Fact]
    public async Task F21_the_server_is_looked_at_twice_a_minute_while_its_stream_lives_on()
    {
        await using var scene = await MastodonScene.OpenAsync();
        await using var running = scene.Follow();
        await Eventually.IsTrueAsync(() => Task.FromResult(scene.Vendor.Requests.Any(r => r.Path.Contains("streaming", StringComparison.Ordinal)) && !scene.Desk.Health.IsEmpty));

        // Two looks that hang and what is between them are over within the minute in which staff are to hear of it.
        await scene.Desk.Clock.SomebodyWaits(TimeSpan.FromSeconds(25), atMost: TimeSpan.FromSeconds(60) - (2 * OutboundHttp.LongestLook)).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
    }

    [Fact]
    public async Task Without_a_stream_it_is_asked_for_every_ten_seconds()
    {
        await using var scene = await MastodonScene.OpenAsync();
        scene.Instance.HasStream = false;
        await using var running = scene.Follow();
        await Eventually.IsTrueAsync(() => Task.FromResult(!scene.Desk.Health.IsEmpty));
        scene.Instance.Say(2, Ann, "<p>Hello</p>");
        await Eventually.IsTrueAsync(async () =>
        {
            scene.Desk.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await scene.Desk.MessagesAsync()).Count == 1;
        });

        Assert.True(scene.Desk.Clock.GetUtcNow() - MastodonScene.Began < TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B52_edits_and_deletions_follow_on_new_servers_and_old(bool isOld)
    {
        await using var scene = await MastodonScene.OpenAsync();
        scene.Instance.IsOld = isOld;
        foreach (var id in (int[])[1, 2, 3])
            scene.Instance.Say(id, Ann, $"<p>Mention {id}</p>");
        await scene.FollowAsync(looks: 1);
        scene.Instance.Edit(1, "<p>Changed</p>", "2026-03-02T09:01:00.000Z");
        scene.Instance.Delete(2);
        await scene.FollowAsync(looks: 2);
        scene.Instance.Edit(1, "<p>Mention 1</p>", "2026-03-02T09:02:00.000Z");
        await scene.FollowAsync(looks: 2);

        var changes = (await scene.Desk.EventsAsync()).Where(e => e is not MessageReceived).Select(e => e switch { MessageEdited m => $"{m.TargetExternalId} {m.Body.Text}", MessageDeleted m => m.TargetExternalId, _ => "?" });
        Assert.Equal(["1 Changed", "2", "1 Mention 1"], changes);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_post_of_ours_that_is_edited_or_deleted_is_known_so_on_new_servers_and_old(bool isOld)
    {
        await using var scene = await MastodonScene.OpenAsync();
        scene.Instance.IsOld = isOld;
        foreach (var id in Enumerable.Range(1, 90))
            scene.Instance.Say(id, Shop, $"<p>Post {id}</p>");
        await scene.FollowAsync(looks: 1);
        var before = (await scene.Desk.EventsAsync()).Count;
        scene.Instance.Edit(3, "<p>Changed</p>", "2026-03-02T09:01:00.000Z");
        scene.Instance.Delete(2);
        await scene.FollowAsync(looks: 1);
        await scene.FollowAsync(looks: 1);

        Assert.Equal([("3", "Changed", false), ("2", null, true)], (await scene.Desk.EventsAsync()).Skip(before).Cast<ContentSeen>().Select(s => (s.Content.ExternalId, s.Content.Title, s.Removed)));
    }

    [Fact]
    public async Task F20_after_a_long_time_away_everything_comes_once_and_in_order()
    {
        await using var scene = await MastodonScene.OpenAsync();
        scene.Instance.Say(1, Ann, "<p>Before</p>");
        await scene.FollowAsync(looks: 1);
        foreach (var id in Enumerable.Range(2, 250))
            scene.Instance.Say(id, Instance.Account($"{id}", $"p{id}"), $"<p>Mention {id}</p>");
        await scene.FollowAsync(looks: 1);

        Assert.Equal(Enumerable.Range(1, 251).Select(i => $"{i}"), (await scene.Desk.MessagesAsync()).Select(m => m.ExternalId!));
    }

    [Theory]
    [InlineData(401, "new one under Preferences", false)]
    [InlineData(403, "scopes", false)]
    [InlineData(429, "until 09:05 UTC", true)]
    [InlineData(503, "not well", true)]
    public async Task F21_what_keeps_the_account_from_working_is_said_and_nothing_is_lost(int status, string words, bool transient)
    {
        await using var scene = await MastodonScene.OpenAsync();
        await scene.FollowAsync(looks: 1);
        scene.Instance.Say(2, Ann, "<p>While we were out</p>");
        scene.Instance.Instead = new(status, """{"error":"The access token is invalid"}""", Headers: new() { ["X-RateLimit-Reset"] = "2026-03-02T09:05:00.000000Z" });
        var broken = await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FollowAsync(scene.Desk.Following(scene.Account()), Cancel));
        scene.Instance.Instead = null;
        await scene.FollowAsync(looks: 1);

        Assert.Equal(status == 429, broken.After is not null);
        Assert.Contains(words, broken.Message, StringComparison.Ordinal);
        Assert.Equal(transient, broken.Transient);
        Assert.Single(await scene.Desk.MessagesAsync());
    }

    [Fact]
    public async Task Whoever_connects_an_account_is_told_which_setting_is_wrong()
    {
        await using var scene = await MastodonScene.OpenAsync();
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        Assert.Equal(["url", "url", "token", "token"], await Task.WhenAll(new (string, string)[] { ("url", "tea"), ("url", "https://tea.example/@shop"), ("token", ""), ("token", "revoked") }.Select(scene.WrongAsync)));
        scene.Instance.MayWrite = false;
        Assert.Equal("token", Assert.Single(await scene.Channel.CheckAsync(scene.Account(), Cancel)).Key);
    }

    [Fact]
    public async Task How_long_a_post_may_be_is_asked_of_the_server_at_once_and_daily()
    {
        await using var scene = await MastodonScene.OpenAsync();
        await using var running = scene.Follow();
        await Eventually.IsTrueAsync(() => Task.FromResult(!scene.Desk.Health.IsEmpty));
        Assert.Equal(468, scene.Desk.TextLimit);
        scene.Instance.MostCharacters = 5_000;
        scene.Desk.Clock.Advance(TimeSpan.FromHours(25));
        await scene.Desk.Clock.UntilAsync(() => Task.FromResult(scene.Desk.TextLimit != 468), TimeSpan.FromSeconds(5));

        Assert.Equal(4_968, scene.Desk.TextLimit);
    }

    [Fact]
    public async Task An_account_that_moved_to_another_server_is_heard_and_nothing_from_before_is_taken_for_deleted()
    {
        await using var scene = await MastodonScene.OpenAsync();
        for (var id = 500; id < 560; id++)
            scene.Instance.Say(id, Ann, $"<p>Old {id}</p>");
        scene.Instance.Say(600, Instance.Account(Instance.Me, "shop"), "<p>A post of ours</p>", notifies: false);
        await scene.FollowAsync(looks: 2);
        var other = new Instance { Host = "coffee.example" };
        await using var vendor = await Vendor.StartAsync(other.Answer);
        scene.Moved = vendor.Url;
        other.Say(7, Bob, "<p>I wrote before you came</p>");
        await scene.FollowAsync(looks: 2);
        other.Say(8, Bob, "<p>Do you hear me on the new server?</p>");
        await scene.FollowAsync(looks: 20);

        var events = await scene.Desk.EventsAsync();
        Assert.Equal([("7", true), ("8", false)], events.OfType<MessageReceived>().TakeLast(2).Select(m => (m.ExternalId!, m.Historic)));
        Assert.DoesNotContain(events, e => e is MessageDeleted or ContentSeen { Removed: true });
    }

    [Fact]
    public async Task The_same_server_under_another_address_goes_on_where_it_was_also_when_the_cursor_names_none()
    {
        await using var scene = await MastodonScene.OpenAsync();
        scene.Instance.Say(500, Ann, "<p>Old</p>");
        await scene.FollowAsync(looks: 1);
        var before = (await scene.Desk.CursorAsync("statuses"))!;
        await scene.Desk.Following(scene.Account()).MoveAsync("statuses", (MastodonWatch.Read(before)! with { Of = null }).ToString(), Cancel);
        await using var vendor = await Vendor.StartAsync(scene.Instance.Answer);
        scene.Moved = vendor.Url;
        await scene.FollowAsync(looks: 1);
        Assert.Equal(before, await scene.Desk.CursorAsync("statuses"));
        scene.Instance.Say(501, Ann, "<p>New</p>");
        await scene.FollowAsync(looks: 1);

        Assert.Equal([true, false], (await scene.Desk.MessagesAsync()).Select(m => m.Historic));
    }
}
