using Inbox.Connectors;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.X;

public sealed class XSenderTests
{
    [Fact]
    public async Task An_answer_in_the_open_stands_under_the_post_with_its_pictures()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop Is it green?");
        var sent = Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("It is. 茶", asked, files: [XScene.File("a.png", "image/png"), XScene.File("b.jpg", "image/jpeg")]));

        var (path, values) = Assert.Single(scene.Fake.Written);
        Assert.Equal(("tweets", "It is. 茶", asked, 2), (path, values.GetProperty("text").GetString(), values.GetProperty("reply").GetProperty("in_reply_to_tweet_id").GetString(), values.GetProperty("media").GetProperty("media_ids").GetArrayLength()));
        Assert.Equal(["tweet_image", "tweet_image"], scene.Fake.Uploads.Categories);
        await scene.FollowAsync();
        Assert.Contains(await scene.Desk.MessagesAsync(), m => m.Direction == Direction.Out && m.ExternalId == sent.ExternalId); // B51: the echo bears the name that was answered
    }

    [Fact]
    public async Task A_direct_message_goes_to_the_person_and_a_groups_to_the_group_one_file_with_each()
    {
        await using var scene = await XScene.OpenAsync();
        Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("Here", thread: "2002", visibility: Visibility.Private, files: [XScene.File("a.png", "image/png"), XScene.File("b.mp4", "video/mp4", 9_000_000)]));
        Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("All", thread: "group/1578398451921985538", visibility: Visibility.Private));
        Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("In private, then", "17", thread: "16/2002", visibility: Visibility.Private));

        Assert.Equal(["/2/dm_conversations/with/2002/messages", "/2/dm_conversations/with/2002/messages", "/2/dm_conversations/1578398451921985538/messages", "/2/dm_conversations/with/2002/messages"], scene.Fake.Written.Select(w => w.Path));
        Assert.Equal(["dm_image", "dm_video"], scene.Fake.Uploads.Categories);
        Assert.False(scene.Fake.Written[1].Values.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task What_is_too_long_or_of_the_wrong_kind_is_refused_before_anything_is_sent()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop?");
        Assert.Contains("281", Reason(await scene.SendAsync(new string('x', 281), asked)), StringComparison.Ordinal);
        Assert.Contains("282", Reason(await scene.SendAsync(new string('茶', 141), asked)), StringComparison.Ordinal);
        Assert.Contains("10,000", Reason(await scene.SendAsync(new string('x', 10_001), visibility: Visibility.Private)), StringComparison.Ordinal);
        Assert.Contains("5 MB", Reason(await scene.SendAsync("x", asked, files: [XScene.File("a.png", "image/png", 5_000_001)])), StringComparison.Ordinal);
        Assert.Contains("a.pdf", Reason(await scene.SendAsync("x", asked, files: [XScene.File("a.pdf", "application/pdf")])), StringComparison.Ordinal);
        Assert.Contains("four pictures", Reason(await scene.SendAsync("x", asked, files: [XScene.File("a.mp4", "video/mp4"), XScene.File("b.png", "image/png")])), StringComparison.Ordinal);
        Assert.Contains("which post", Reason(await scene.SendAsync("x")), StringComparison.Ordinal);
        Assert.Equal((0, 0), (scene.HandedOver, scene.Fake.Written.Count));
    }

    [Fact]
    public async Task F21_a_full_quarter_of_an_hour_is_waited_for_and_not_asked_about_again()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop?");
        scene.Fake.Leave("POST /2/tweets", 0);
        var wait = Assert.IsType<SendOutcome.Retry>(await scene.SendAsync("Yes", asked));
        Assert.InRange(wait.After, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.False(Assert.IsType<SendOutcome.Retry>(await scene.SendAsync("Yes", asked)).MayHaveArrived);

        Assert.Equal(1, scene.Fake.Calls["POST /2/tweets"]);
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(16));
        scene.Fake.Leave("POST /2/tweets", 5);
        Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("Yes", asked));
    }

    [Fact]
    public async Task A_refusal_is_explained()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop?");
        Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("Yes", asked));
        Assert.Contains("other words", Reason(await scene.SendAsync("Yes", scene.Fake.Post("2003", "@shop?"))), StringComparison.Ordinal);
        Assert.Contains("must write first", Reason(await scene.SendAsync("Yes", person: "13", visibility: Visibility.Private)), StringComparison.Ordinal);
        scene.Fake.Remove(asked);
        Assert.Contains("not there any more", Reason(await scene.SendAsync("Well", asked)), StringComparison.Ordinal);
        scene.Fake.IsRevoked = true;
        Assert.Contains("Paste all four", Reason(await scene.SendAsync("Well", asked)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I3_an_answer_whose_confirmation_was_lost_is_found_under_the_post()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop?");
        scene.Fake.LosesAnswer = true;
        Assert.IsType<SendOutcome.Retry>(await scene.SendAsync("Yes, of course", asked));
        scene.Fake.LosesAnswer = false;

        Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("Yes, of course", asked));
        Assert.Single(scene.Fake.Written);
    }

    [Fact]
    public async Task F21_words_that_X_may_have_posted_before_it_broke_off_are_found_or_unconfirmed_and_never_failed()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop?");
        (scene.Fake.BreaksOff, scene.Fake.ShowsUpTo) = (true, asked);
        Assert.IsType<SendOutcome.Retry>(await scene.SendAsync("Yes, of course", asked));
        scene.Fake.BreaksOff = false;
        Assert.Contains("Look under the post", Assert.IsType<SendOutcome.Unknown>(await scene.SendAsync("Yes, of course", asked)).Reason, StringComparison.Ordinal);
        scene.Fake.ShowsUpTo = null;
        Assert.True(Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("Yes, of course", asked)).WasThere);
        Assert.Single(scene.Fake.Written);
    }

    [Fact]
    public async Task F21_words_that_stand_elsewhere_too_say_nothing_of_a_try_that_X_broke_off()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop?");
        scene.Fake.ShowsUpTo = scene.Fake.Post(XFake.Us, "Yes, of course", scene.Fake.Post("2003", "@shop??"));
        scene.Fake.BreaksOff = true;
        var broken = Assert.IsType<SendOutcome.Retry>(await scene.SendAsync("Yes, of course", asked));
        scene.Fake.BreaksOff = false;

        Assert.True(broken.MayHaveArrived);
        Assert.Contains("Look under the post", Assert.IsType<SendOutcome.Unknown>(await scene.SendAsync("Yes, of course", asked, mayStand: true)).Reason, StringComparison.Ordinal);
        Assert.Contains("other words", Reason(await scene.SendAsync("Yes, of course", asked)), StringComparison.Ordinal);
        scene.Fake.ShowsUpTo = null;
        Assert.True(Assert.IsType<SendOutcome.Sent>(await scene.SendAsync("Yes, of course", asked, mayStand: true)).WasThere);
    }

    [Fact]
    public async Task F21_a_picture_without_words_is_not_posted_again_by_itself()
    {
        await using var scene = await XScene.OpenAsync();
        var asked = scene.Fake.Post("2002", "@shop?");
        scene.Fake.BreaksOff = true;
        Assert.IsType<SendOutcome.Unknown>(await scene.SendAsync("", asked, files: [XScene.File("a.png", "image/png")]));
        Assert.Single(scene.Fake.Written);
    }

    private static string Reason(SendOutcome outcome) => Assert.IsType<SendOutcome.Refused>(outcome).Reason;
}
