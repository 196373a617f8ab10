using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class OriginTests
{
    [Theory, InlineData("sqlite", false), InlineData("sqlite", true), InlineData("postgres", true)]
    public async Task A_private_talk_shows_the_post_that_it_came_from_until_it_is_about_something_of_its_own(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply), scene.Message("m1"));

        var talk = (await desk.CardsAsync()).Single(c => c.Visibility == "private");
        Assert.Null(talk.Content);
        Assert.Equal((scene.Open, new ContentLink("Our new bread", "https://page.example/post1")), (talk.Origin!.AccountId, talk.Origin.Content));
        Assert.Equal(talk.Origin, (await desk.ViewAsync(talk.Id)).Card.Origin);
        Assert.Null((await scene.CommentedAsync()).Origin);

        await desk.ApplyAsync(scene.Message("m2") with { Content = new("story1", "https://page.example/story1", "A story") });
        if ((await desk.CardsAsync()).Single(c => c.Id == talk.Id) is { Content: not null } own)
            Assert.Null(own.Origin);
    }

    [Fact]
    public async Task A_talk_that_several_comments_led_to_shows_the_post_of_the_last()
    {
        await using var scene = await PrivateAnswers.OpenAsync("sqlite", apart: true);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        await desk.ApplyAsync(scene.Report(await scene.AnsweredAsync()), scene.Message("m1"));
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        await desk.ApplyAsync(scene.Comment("c2", post: "post2") with { Content = new("post2", "https://page.example/post2", "Our old bread") });
        var second = (await desk.CardsAsync()).Single(c => c.Content?.Title == "Our old bread");
        var answer = Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync(second.Id, clientId: "r2")).Message;

        var talk = (await desk.CardsAsync()).Single(c => c.Visibility == "private");
        Assert.Equal(talk.Id, answer.ConversationId);
        Assert.Equal("Our old bread", talk.Origin!.Content.Title);
        Assert.Equal(["Our new bread", "Our old bread"], (await desk.ViewAsync(talk.Id)).Continues.Select(c => c.Content!.Title).Order());
    }
}
