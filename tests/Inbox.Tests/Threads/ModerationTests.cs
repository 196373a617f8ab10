using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class ModerationTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_held_comment_waits_spam_does_not_and_one_that_is_taken_back_waits_since_it_was_written(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        var at = desk.Clock.GetUtcNow();
        await desk.ApplyAsync(desk.Comment(page, "a1", "ann", at: at) with { Standing = new(ModerationState.Held, at) });
        Assert.Equal(("held", at), (Assert.Single(await desk.MessagesAsync()).Moderation, (await desk.CardAsync()).WaitingSince));

        await ModerateAsync(desk, page, ModerationState.Spam, at.AddMinutes(1));
        Assert.Equal((States.Open, "spam", 0), ((await desk.CardAsync()).State, Assert.Single(await desk.MessagesAsync()).Moderation, (await desk.ViewAsync()).Asks.Count));
        await ModerateAsync(desk, page, ModerationState.Approved, at.AddMinutes(2));
        Assert.Equal((States.Waiting, at), ((await desk.CardAsync()).State, (await desk.CardAsync()).WaitingSince));

        await desk.ApplyAsync(new MessageDeleted(Id.New(desk.Clock), page, "a1", at.AddMinutes(3)));
        Assert.Equal((States.Open, ""), ((await desk.CardAsync()).State, Assert.Single(await desk.MessagesAsync()).Text));
        await ModerateAsync(desk, page, ModerationState.Approved, at.AddMinutes(4));
        Assert.Equal((States.Waiting, "Is it in stock?"), ((await desk.CardAsync()).State, Assert.Single(await desk.MessagesAsync()).Text));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task A_hidden_comment_still_waits_since_its_author_still_sees_it()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(desk.Comment(page, "a1", "ann"));
        await ModerateAsync(desk, page, ModerationState.Hidden, desk.Clock.GetUtcNow());

        Assert.Equal((States.Waiting, "hidden"), ((await desk.CardAsync()).State, Assert.Single(await desk.MessagesAsync()).Moderation));
    }

    private static Task ModerateAsync(Desk desk, string page, ModerationState state, DateTimeOffset at) => desk.ApplyAsync(new MessageModerated(Id.New(desk.Clock), page, "a1", new(state, at)));
}
