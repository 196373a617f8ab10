using Inbox.Connectors;
using Inbox.Connectors.WordPress;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.WordPress;

public sealed class WordPressSiteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_test_site_to_the_real_one_nobody_gets_the_words_of_another()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "A WordPress Commenter", "wapuu@wordpress.example", "Hi, this is a comment.");
        scene.Site.Add(2, "Ann", "ann@example.org", "I am Ann");
        scene.Site.Add(3, "Test", "test@example.org", "Only on the test site");
        await scene.FollowAsync(looks: 1);
        var before = (await scene.Desk.EventsAsync()).Count;
        var real = new Site { Users = "https://shop.example/wp-json/wp/v2/users" };
        real.Add(1, "A WordPress Commenter", "wapuu@wordpress.example", "Hi, this is a comment.");
        real.Add(2, "Bob", "bob@example.org", "I am Bob");
        await using var vendor = await Vendor.StartAsync(real.Answer);
        scene.Moved = vendor.Url;

        var problem = Assert.Single(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        Assert.Equal(("url", true), (problem.Key, problem.Message.Contains("This is shop.example, and this account has followed blog.example", StringComparison.Ordinal)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FollowAsync(scene.Desk.Following(scene.Account(), said: stop.Cancel), stop.Token));
        Assert.Equal(before, (await scene.Desk.EventsAsync()).Count);
    }

    [Theory]
    [InlineData("http://www.blog.example/wp-json/wp/v2/users", "blog.example"), InlineData("https://blog.example/index.php?rest_route=/wp/v2/users", "blog.example")]
    [InlineData("https://blog.example/index.php/wp-json/wp/v2/users", "blog.example"), InlineData("https://new.example/blog/wp-json/wp/v2/users", "new.example/blog")]
    public async Task The_same_site_goes_on_under_another_address_and_under_another_name(string users, string name)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "A WordPress Commenter", "wapuu@wordpress.example", "Hi, this is a comment.");
        scene.Site.Add(2, "Ann", "ann@example.org", "I am Ann");
        scene.Site.Add(3, "Bob", "bob@example.org", "I am Bob");
        await scene.FollowAsync(looks: 1);
        scene.Site.Users = users;
        scene.Site.Change(3, raw: "I am Robert");
        scene.Site.Add(4, "Cid", "cid@example.org", "New");
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        await scene.FollowAsync(looks: 1);
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));

        Assert.Equal(name, WordPressWatch.Read(await scene.Desk.CursorAsync("comments"))!.Site);
        Assert.Equal([("1", true), ("2", true), ("3", true), ("4", false)], (await scene.Desk.MessagesAsync()).Take(4).Select(m => (m.ExternalId!, m.Historic)));
        Assert.Equal("I am Robert", Assert.Single((await scene.Desk.EventsAsync()).OfType<MessageEdited>()).Body.Text);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_young_site_that_gets_its_own_domain_goes_on(bool greeting)
    {
        await using var scene = await Scene.OpenAsync();
        if (greeting)
            scene.Site.Add(1, "A WordPress Commenter", "wapuu@wordpress.example", "Hi, this is a comment.");
        await scene.FollowAsync(looks: 1);
        scene.Site.Users = "https://ann.example/wp-json/wp/v2/users";
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        await scene.FollowAsync(looks: 1);

        Assert.Equal("ann.example", WordPressWatch.Read(await scene.Desk.CursorAsync("comments"))!.Site);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Where_nothing_was_said_on_the_test_site_what_was_said_on_the_real_one_is_history(bool greeting)
    {
        await using var scene = await Scene.OpenAsync();
        if (greeting)
            scene.Site.Add(1, "A WordPress Commenter", "wapuu@wordpress.example", "Hi, this is a comment.");
        await scene.FollowAsync(looks: 1);
        var real = new Site { Users = "https://shop.example/wp-json/wp/v2/users" };
        for (var id = 2; id <= 150; id++)
            real.Add(id, $"Person {id}", $"p{id}@example.org", $"Asked long ago {id}?");
        await using var vendor = await Vendor.StartAsync(real.Answer);
        scene.Moved = vendor.Url;
        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(), Cancel));
        await scene.FollowAsync(looks: 2);
        real.Add(151, "Ann", "ann@example.org", "Is it fresh?");
        await scene.FollowAsync(looks: 1);

        var events = await scene.Desk.EventsAsync();
        Assert.All(events, e => Assert.IsType<MessageReceived>(e));
        Assert.Equal("151", Assert.Single(events.Cast<MessageReceived>(), m => !m.Historic).ExternalId);
        Assert.Equal(101, events.Cast<MessageReceived>().Count(m => m.ExternalId != "1"));
    }

    [Fact]
    public async Task Where_the_first_comment_is_no_greeting_but_the_words_of_somebody_the_site_is_another()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "A WordPress Commenter", "wapuu@wordpress.example", "Hi, this is a comment.");
        await scene.FollowAsync(looks: 1);
        scene.Site.Users = "https://shop.example/wp-json/wp/v2/users";
        scene.Site.Change(1, raw: "I am Bob");

        Assert.Equal("url", Assert.Single(await scene.Channel.CheckAsync(scene.Account(), Cancel)).Key);
    }

    [Fact]
    public async Task A_cursor_that_names_no_site_is_taken_for_the_one_that_answers_and_keeps_its_name_when_comments_come()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(2, "Ann", "ann@example.org", "I am Ann");
        await scene.FollowAsync(looks: 1);
        var watch = WordPressWatch.Read(await scene.Desk.CursorAsync("comments"))!;
        await scene.Desk.Following(scene.Account()).MoveAsync("comments", (watch with { Site = null }).ToString(), Cancel);
        await scene.FollowAsync(looks: 1);
        Assert.Equal(watch.ToString(), await scene.Desk.CursorAsync("comments"));

        for (var id = 3L; id < WordPressWatch.Most + 9; id++)
            watch = watch.With(id, "mark");
        Assert.Equal(("blog.example", WordPressWatch.Most), (watch.Site, watch.Seen.Count));
    }
}
