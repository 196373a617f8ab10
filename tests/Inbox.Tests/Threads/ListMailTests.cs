using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>What came through a list was written by a person, who takes part; what a machine wrote lets nobody in.</summary>
public sealed class ListMailTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_persons_mails_through_a_list_are_one_conversation_in_any_order(string database)
    {
        foreach (var reversed in new[] { false, true })
        {
            await using var desk = await Desk.OpenAsync(database);
            MessageReceived[] mails =
            [
                desk.Mail("l1@x", "ann@x.example", automatic: AutomaticKind.List, references: ["unseen@x"]),
                desk.Mail("l2@x", "ann@x.example", automatic: AutomaticKind.List, replyTo: ["l1@x"]),
                desk.Mail("l3@x", "ann@x.example", automatic: AutomaticKind.List, replyTo: ["unseen@x"]),
                desk.Mail("h4@x", "ann@x.example", replyTo: ["l2@x"]),
                desk.Mail("e5@y", "eve@y.example", automatic: AutomaticKind.List, replyTo: ["l1@x"]),
            ];
            foreach (var mail in reversed ? mails.Reverse() : mails)
                await desk.ApplyAsync(mail);

            Assert.Equal("e5@y | l1@x,l2@x,l3@x,h4@x", await desk.GroupsAsync());
            Assert.Single(await desk.CardsAsync(new() { State = States.Waiting }));
        }
    }

    [Fact]
    public async Task Notices_of_one_machine_that_name_each_other_are_one_conversation()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("s3@x", "robot@x.example", automatic: AutomaticKind.System, references: ["s1@x"]));
        await desk.ApplyAsync(desk.Mail("s2@x", "robot@x.example", automatic: AutomaticKind.System, references: ["s0@x", "s1@x"]));
        await desk.ApplyAsync(desk.Mail("s4@y", "other@y.example", automatic: AutomaticKind.System, references: ["s1@x"]));

        Assert.Equal("s3@x,s2@x | s4@y", await desk.GroupsAsync());
        Assert.Empty(await desk.CardsAsync(new() { State = States.Waiting }));
    }

    [Fact]
    public async Task B22_an_automatic_mail_of_a_stranger_is_filed_but_does_not_let_the_stranger_in()
    {
        foreach (var kind in new[] { AutomaticKind.AutoReply, AutomaticKind.List })
        {
            await using var desk = await Desk.OpenAsync();
            await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
            var reply = await desk.ReplyAsync();
            var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
            await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), desk.Account, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), id, null));
            await desk.ApplyAsync(desk.Mail("e1@y", "eve@y.example", automatic: kind, replyTo: [id]));
            await desk.ApplyAsync(desk.Mail("e2@y", "eve@y.example", replyTo: ["e1@y"]));
            await desk.ApplyAsync(desk.Mail("e3@y", "eve@y.example", replyTo: [id]));

            var talk = (await desk.CardsAsync()).Single(c => c.Person.Name == "ann");
            Assert.DoesNotContain(await desk.MessagesAsync(talk.Id), m => m.ExternalId is "e2@y" or "e3@y" && !m.Unverified);
            Assert.DoesNotContain((await desk.ViewAsync(talk.Id)).Participants, p => p.Address == "eve@y.example" && p.Verified);
        }
    }

    [Fact]
    public async Task An_answer_to_a_list_mail_goes_to_its_author_and_not_to_the_list()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("l1@x", "ann@x.example", automatic: AutomaticKind.List, to: ["list@x.example"]));
        await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(10));

        var send = Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        Assert.Equal(("ann@x.example", 0), (send.Recipient.Address, send.Cc.Count));
    }
}
