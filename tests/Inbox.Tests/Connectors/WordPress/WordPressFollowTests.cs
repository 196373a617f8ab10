using System.Globalization;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.WordPress;

public sealed class WordPressFollowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comments_come_once_with_their_article_and_the_answers_of_our_side_go_out()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "Is it fresh?", status: "hold");
        scene.Site.Add(2, "Ed Itor", "editor@acme.test", "It is.", parent: 1, author: 2);
        scene.Site.Add(3, "Colleague", "c@acme.test", "Very.", parent: 1, author: 9);
        scene.Site.Add(4, "Writer", "w@acme.test", "I wrote it.", parent: 1, author: 3);
        scene.Site.Add(5, "Casino", "x@example.org", "Buy", status: "spam");
        await scene.FollowAsync(looks: 3);
        await scene.FollowAsync(looks: 3);

        var messages = await scene.Desk.MessagesAsync();
        Assert.Equal([Direction.In, Direction.Out, Direction.Out, Direction.Out], messages.Select(m => m.Direction));
        Assert.All(messages, m => Assert.Equal(("Tea & scones", "https://blog.example/tea/", true), (m.Content!.Title!, m.Content.Url!, m.Historic)));
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Theory, InlineData(503), InlineData(429)]
    public async Task A_colleague_stays_one_when_the_list_of_users_fails_once(int status)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "Is it fresh?");
        scene.Site.Add(2, "Colleague", "c@acme.test", "Very.", parent: 1, author: 9);
        scene.Site.UsersFail = status;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var broken = await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FollowAsync(scene.Desk.Following(scene.Account(), said: stop.Cancel), stop.Token));
        Assert.True(broken.Transient);
        scene.Site.UsersFail = null;
        await scene.FollowAsync(looks: 1);

        Assert.Equal([Direction.In, Direction.Out], (await scene.Desk.MessagesAsync()).Select(m => m.Direction));
    }

    [Theory, InlineData(200), InlineData(302), InlineData(400), InlineData(403), InlineData(406), InlineData(503)]
    public async Task A_colleague_whom_we_know_stays_one_when_something_stands_before_the_list_of_users(int status)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "Is it fresh?");
        await scene.FollowAsync(looks: 1);
        scene.Site.UsersFail = status;
        scene.Site.Add(2, "Colleague", "c@acme.test", "Very.", parent: 1, author: 9);
        await scene.FollowAsync(looks: 1);

        Assert.Equal([Direction.In, Direction.Out], (await scene.Desk.MessagesAsync()).Select(m => m.Direction));
    }

    [Theory, InlineData(null), InlineData(302), InlineData(400), InlineData(406), InlineData(410)]
    public async Task A_site_that_shows_nobody_its_users_is_followed_all_the_same(int? status)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "Is it fresh?");
        (scene.Site.MayListUsers, scene.Site.UsersFail) = (status is not null, status);
        await scene.FollowAsync(looks: 1);

        Assert.Single(await scene.Desk.MessagesAsync());
    }

    [Fact]
    public async Task What_comes_after_the_first_look_is_new_even_when_its_number_is_old()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "Caught as spam by mistake", status: "spam");
        scene.Site.Add(2, "Bob", "bob@example.org", "First");
        await scene.FollowAsync(looks: 1);
        scene.Site.Change(1, status: "approved");
        scene.Site.Add(3, "Cid", "cid@example.org", "Third");
        await scene.FollowAsync(looks: 1);

        Assert.Equal([("2", true), ("1", false), ("3", false)], (await scene.Desk.MessagesAsync()).Select(m => (m.ExternalId!, m.Historic)));
    }

    [Fact]
    public async Task Edits_spam_trash_and_deletions_follow_and_an_edit_back_is_an_edit_too()
    {
        await using var scene = await Scene.OpenAsync();
        foreach (var id in (int[])[1, 2, 3, 4])
            scene.Site.Add(id, "Ann", "ann@example.org", $"Comment {id}");
        await scene.FollowAsync(looks: 1);
        scene.Site.Change(1, raw: "Changed");
        scene.Site.Change(2, status: "spam");
        scene.Site.Change(3, status: "trash");
        scene.Site.Remove(4);
        await scene.FollowAsync(looks: 1);
        scene.Site.Change(1, raw: "Comment 1", status: "hold");
        await scene.FollowAsync(looks: 1);

        var changes = (await scene.Desk.EventsAsync()).Where(e => e is not MessageReceived).Select(e => e switch { MessageEdited m => $"{m.TargetExternalId} {m.Body.Text}", MessageDeleted m => m.TargetExternalId, MessageModerated m => $"{m.TargetExternalId} {m.Standing.State}", _ => "?" });
        Assert.Equal(["1 Changed", "2 Spam", "3", "4", "1 Comment 1"], changes);
        Assert.Equal(ModerationState.Held, (await scene.Desk.MessagesAsync())[^1].Standing!.State);
    }

    [Fact]
    public async Task What_is_held_approved_and_taken_back_from_spam_and_trash_comes_again_with_its_state_and_the_same_key()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "First", status: "hold");
        scene.Site.Add(2, "Bob", "bob@example.org", "Second");
        await scene.FollowAsync(looks: 1);
        foreach (var (one, two) in new[] { ("approved", "spam"), ("hold", "approved"), ("trash", "trash"), ("approved", "hold") })
        {
            scene.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
            scene.Site.Change(1, status: one);
            scene.Site.Change(2, status: two);
            await scene.FollowAsync(looks: 1);
        }

        var all = await scene.Desk.EventsAsync();
        string Story(string id) => string.Join(' ', all.Select(e => e switch
        {
            MessageReceived m when m.ExternalId == id => $"{m.Standing!.State}", MessageModerated m when m.TargetExternalId == id => $"{m.Standing.State}!", MessageDeleted m when m.TargetExternalId == id => "gone", _ => null,
        }).OfType<string>());
        Assert.Equal(("Held Approved Held gone Approved", "Approved Spam! Approved gone Held"), (Story("1"), Story("2")));
        Assert.Equal(2, all.OfType<MessageReceived>().Select(m => m.ExternalKey).Distinct().Count());
        var times = all.OfType<MessageReceived>().Where(m => m.ExternalId == "1").Select(m => m.Standing!.At).ToList();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task Articles_come_as_content_once_and_again_when_they_change_or_go()
    {
        await using var scene = await Scene.OpenAsync();
        var now = scene.Desk.Clock.GetUtcNow();
        scene.Site.Posts[7] = Site.Post(7, "Tea &#038; <em>scones</em>", now.AddDays(-2), "https://cdn.example/tea");
        scene.Site.Posts[8] = Site.Post(8, "Nobody talked about it", now.AddDays(-3));
        scene.Site.Posts[1] = Site.Post(1, "Long ago", now.AddDays(-70));
        await scene.FollowAsync(looks: 3);
        Assert.Equal(1, scene.Site.Readings);
        var seen = (await scene.Desk.EventsAsync()).Cast<ContentSeen>().ToList();
        Assert.Equal([new("7", "https://blog.example/7/", "Tea & scones"), new("8", "https://blog.example/8/", "Nobody talked about it")], seen.Select(s => s.Content));
        Assert.All(seen, s => Assert.Equal((true, false, "wordpress"), (s.Own, s.Removed, s.Channel)));
        Assert.Equal([now.AddDays(-2), now.AddDays(-3)], seen.Select(s => s.PublishedAt!.Value));
        var picture = Assert.Single(await new WaitingFiles(scene.Desk.Store.Database, scene.Desk.Clock).DueAsync(9, Cancel));
        Assert.Equal((seen[0].Picture, "https://cdn.example/tea/medium.jpg", null), (picture.Id, picture.Source, seen[1].Picture));

        scene.Site.Posts[7] = Site.Post(7, "Tea without scones", now.AddDays(-2), "https://cdn.example/tea");
        scene.Site.Posts.Remove(8, out _);
        await scene.FollowAsync(looks: 1);
        await scene.FollowAsync(looks: 1);
        Assert.Equal(3, scene.Site.Readings);
        Assert.Equal([("7", "Tea without scones", false), ("8", null, true)], (await scene.Desk.EventsAsync()).Skip(2).Cast<ContentSeen>().Select(s => (s.Content.ExternalId, s.Content.Title, s.Removed)));
    }

    [Fact]
    public async Task A_site_that_shows_no_articles_is_followed_all_the_same_and_none_is_taken_for_deleted()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Posts[8] = Site.Post(8, "There", scene.Desk.Clock.GetUtcNow().AddDays(-3));
        await scene.FollowAsync(looks: 1);
        scene.Site.Posts.Clear();
        scene.Site.Add(1, "Ann", "ann@example.org", "Hello?");
        await scene.FollowAsync(looks: 1);

        Assert.Equal(["ContentSeen", "MessageReceived"], (await scene.Desk.EventsAsync()).Select(e => e.GetType().Name));
    }

    [Fact]
    public async Task F20_after_a_long_time_away_everything_comes_once()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "Before");
        await scene.FollowAsync(looks: 1);
        foreach (var id in Enumerable.Range(2, 350))
            scene.Site.Add(id, "Ann", $"ann{id}@example.org", $"Comment {id}");
        await scene.FollowAsync(looks: 4);

        Assert.Equal(Enumerable.Range(1, 351).Select(i => $"{i}"), (await scene.Desk.MessagesAsync()).Select(m => m.ExternalId!).OrderBy(id => int.Parse(id, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(401, "application password", false)]
    [InlineData(403, "Something before WordPress", false)]
    [InlineData(503, "not well", true)]
    public async Task F21_what_keeps_the_account_from_working_is_said(int status, string words, bool transient)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Instead = new(status, "<html>no</html>", "text/html");
        var broken = await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FollowAsync(scene.Desk.Following(scene.Account()), Cancel));

        Assert.Contains(words, broken.Message, StringComparison.Ordinal);
        Assert.Equal(transient, broken.Transient);
    }

    [Fact]
    public async Task Whoever_connects_a_site_is_told_which_setting_is_wrong()
    {
        await using var scene = await Scene.OpenAsync();
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        Assert.Equal(["url", "password", "password", "secret"], await Task.WhenAll(new (string, string)[] { ("url", "blog"), ("password", ""), ("password", "login"), ("secret", "short") }.Select(scene.WrongAsync)));
        scene.Site.MayModerate = false;
        Assert.Equal("user", Assert.Single(await scene.Channel.CheckAsync(scene.Account(), Cancel)).Key);
    }
}
