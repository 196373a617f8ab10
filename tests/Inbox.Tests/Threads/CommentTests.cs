using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class CommentTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Twenty_people_under_one_post_are_twenty_conversations_about_it(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync([.. Enumerable.Range(1, 20).Select(i => desk.Comment(page, $"c{i}", $"p{i}"))]);
        await desk.ApplyAsync([.. Enumerable.Range(1, 20).Select(i => desk.Comment(page, $"d{i}", $"p{i}"))]);

        var cards = await desk.CardsAsync();
        Assert.Equal(20, cards.Count);
        Assert.All(cards, c => Assert.Equal((2, "public", "https://page.example/post1"), (c.Messages, c.Visibility, c.Content!.Url)));
        Assert.Equal(20, (await desk.CardsAsync(new() { Content = "post1" })).Count);
    }

    [Fact]
    public async Task Whoever_replies_under_somebodys_comment_has_a_conversation_of_their_own_and_two_posts_are_two()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(desk.Comment(page, "a1", "ann"));
        await desk.ApplyAsync(desk.Comment(page, "b1", "bob", parent: "a1"), desk.Comment(page, "a2", "ann", parent: "b1"), desk.Comment(page, "a3", "ann", post: "post2"));

        Assert.Equal("a1,a2 | a3 | b1", await desk.GroupsAsync());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Our_answer_belongs_to_the_person_whose_comment_it_answers_in_any_order(string database)
    {
        foreach (var order in new int[][] { [0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2] })
        {
            await using var desk = await Desk.OpenAsync(database);
            var page = await desk.AddAccountAsync("page");
            var at = desk.Clock.GetUtcNow();
            MessageReceived[] events =
            [
                desk.Comment(page, "a1", "ann", at: at), desk.Comment(page, "b1", "bob", parent: "a1", at: at.AddMinutes(1)),
                desk.Comment(page, "u1", null, parent: "b1", at: at.AddMinutes(2)), desk.Comment(page, "u2", null, parent: "a1", at: at.AddMinutes(3)),
            ];
            foreach (var i in order)
                await desk.ApplyAsync(events[i], events[i]);

            Assert.Equal("a1,u2 | b1,u1", await desk.GroupsAsync());
            Assert.All(await desk.CardsAsync(), c => Assert.Equal((States.Open, null), (c.State, c.WaitingSince)));
            Assert.Equal(["ann", "bob"], (await desk.CardsAsync()).Select(c => c.Person.Name!).Order());
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Fact]
    public async Task A_comment_needs_neither_its_parent_nor_its_post_and_takes_the_posts_title_when_it_comes()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(desk.Comment(page, "a2", "ann", parent: "missing"));
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
        await desk.ApplyAsync(desk.Comment(page, "a1", "ann", title: "New in", at: desk.Clock.GetUtcNow().AddMinutes(-5)));

        Assert.Equal(("New in", 2), ((await desk.CardAsync()).Content!.Title, (await desk.CardAsync()).Messages));
    }

    [Fact]
    public async Task An_edited_answer_keeps_its_first_time_and_an_edited_thanks_becomes_an_ask()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.AddAccountAsync("page");
        var at = desk.Clock.GetUtcNow();
        await desk.ApplyAsync(desk.Comment(page, "a1", "ann", at: at), desk.Comment(page, "u1", null, parent: "a1", at: at.AddMinutes(5)), desk.Comment(page, "a2", "ann", text: "Thanks!", at: at.AddMinutes(6)));
        await desk.ApplyAsync(new MessageEdited(Id.New(desk.Clock), page, "u1", new("Better", "Better"), at.AddHours(3)));
        Assert.Equal(at.AddMinutes(5), Assert.Single((await desk.ViewAsync()).Asks).AnsweredAt);

        await desk.ApplyAsync(new MessageEdited(Id.New(desk.Clock), page, "a2", new("Thanks, but where?", "Thanks, but where?"), at.AddHours(4)));
        Assert.Equal((States.Waiting, at.AddMinutes(6)), ((await desk.CardAsync()).State, (await desk.CardAsync()).WaitingSince));
        await desk.ApplyAsync(new MessageDeleted(Id.New(desk.Clock), page, "a2", at.AddHours(5)));
        Assert.Equal(at.AddHours(5), (await desk.ViewAsync()).Asks[1].WithdrawnAt);
        Assert.Equal(States.Open, (await desk.CardAsync()).State);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }
}
