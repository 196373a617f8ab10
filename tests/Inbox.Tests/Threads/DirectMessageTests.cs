using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class DirectMessageTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Fact]
    public async Task A_persons_messages_are_one_conversation_per_account()
    {
        await using var desk = await Desk.OpenAsync();
        var (one, two) = (await desk.AddAccountAsync("chat"), await desk.AddAccountAsync("chat", "other"));
        await desk.ApplyAsync(desk.Chat(one, "1", "ann"), desk.Chat(one, "2", "bob"), desk.Chat(two, "3", "ann"));
        await desk.ApplyAsync(desk.Chat(one, "4", "ann"));

        Assert.Equal("1,4 | 2 | 3", await desk.GroupsAsync());
        Assert.Equal(2, (await desk.CardsAsync(new() { PersonId = (await desk.CardsAsync()).First(c => c.Person.Name == "ann").Person.Id })).Count);
    }

    [Fact]
    public async Task A_group_chat_is_one_conversation_per_person_in_it()
    {
        await using var desk = await Desk.OpenAsync();
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(
            desk.Chat(chat, "1", "ann") with { ThreadKey = "group7" }, desk.Chat(chat, "2", "bob") with { ThreadKey = "group7" }, desk.Chat(chat, "3", "ann"),
            desk.Chat(chat, "4", "ann") with { ThreadKey = "group7" });

        Assert.Equal("1,4 | 2 | 3", await desk.GroupsAsync());
    }

    [Fact]
    public async Task What_was_written_in_the_platforms_own_app_answers_its_recipient()
    {
        await using var desk = await Desk.OpenAsync();
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "1", "ann"));
        desk.Clock.Advance(TimeSpan.FromMinutes(3));
        await desk.ApplyAsync(desk.Chat(chat, "2", "ann", direction: Direction.Out), desk.Chat(chat, "3", "bob", direction: Direction.Out));

        Assert.Equal("1,2 | 3", await desk.GroupsAsync());
        var ann = (await desk.CardsAsync()).Single(c => c.Person.Name == "ann");
        var ask = Assert.Single((await desk.ViewAsync(ann.Id)).Asks);
        Assert.Equal((TimeSpan.FromMinutes(3), null), (ask.AnsweredAt - ask.AskedAt, ask.AnsweredBy));
        Assert.Empty((await desk.ViewAsync((await desk.CardsAsync()).Single(c => c.Person.Name == "bob").Id)).Asks);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_sticker_alone_asks_nothing_and_answers_nothing(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        MessageBody sticker = new("", "", Attachments: [new("f", "sticker.webp", "image/webp", 3, Sticker: true)]);
        await desk.ApplyAsync(desk.Chat(chat, "1", "ann") with { Body = sticker });
        Assert.Empty((await desk.ViewAsync()).Asks);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Chat(chat, "2", "ann"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Chat(chat, "3", "ann", direction: Direction.Out) with { Body = sticker });
        Assert.Null(Assert.Single((await desk.ViewAsync()).Asks).AnsweredAt);
        Assert.Equal("waiting", (await desk.CardAsync()).State);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Chat(chat, "4", "ann", "It left.", direction: Direction.Out));
        var ask = Assert.Single((await desk.ViewAsync()).Asks);
        Assert.Equal(TimeSpan.FromMinutes(2), ask.AnsweredAt - ask.AskedAt);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B51_the_echo_of_our_own_reply_before_or_after_the_result_is_that_reply(string database)
    {
        foreach (var echoFirst in new[] { true, false })
        {
            await using var desk = await Desk.OpenAsync(database);
            var chat = await desk.AddAccountAsync("chat");
            await desk.ApplyAsync(desk.Chat(chat, "1", "ann"));
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            var reply = await desk.ReplyAsync();
            IChannelEvent[] events =
            [
                desk.Chat(chat, "echo1", "ann", "On its way.", direction: Direction.Out),
                new ReplyReported(Id.New(desk.Clock), chat, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "echo1", null),
            ];
            foreach (var e in echoFirst ? events : events.Reverse())
                await desk.ApplyAsync(e);
            await desk.ApplyAsync(events[0]);
            await desk.ApplyAsync(events);

            Assert.Equal(2, (await desk.CardAsync()).Messages);
            Assert.Equal(("sent", "anna"), ((await desk.MessagesAsync())[1].State, Assert.Single((await desk.ViewAsync()).Asks).AnsweredBy));
            Assert.Single(await desk.CardsAsync(new() { Query = "way" }));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B50_twenty_first_messages_at_once_are_one_conversation(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        for (var round = 0; round < 5; round++)
        {
            var person = $"p{round}";
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => desk.ApplyAsync(desk.Chat(chat, $"{round}-{i}", person))));
        }
        Assert.Equal(Enumerable.Repeat(20L, 5), (await desk.CardsAsync()).Select(c => c.Messages));
    }
}
