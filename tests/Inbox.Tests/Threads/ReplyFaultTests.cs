using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>Replies when something else happens first.</summary>
public sealed class ReplyFaultTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_reply_to_an_erased_person_is_not_sent_again_and_holds_no_other_reply_up(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var card = await desk.CardAsync();
        var reply = await desk.ReplyAsync();
        await desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop);
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), desk.Account, reply.Id, 1, ReplyState.Failed, desk.Clock.GetUtcNow(), null, "550 <ann@x.example> is unknown"));
        Assert.IsType<Outcome<Acted>.Conflict>(await desk.Get<RetryReply>().RunAsync(card.Id, "anna", "r1", Desk.Stop));
        await desk.Database.WriteAsync(t => t.RunAsync("update messages set state = 'queued', due_at = 1 where id = @Id", new { reply.Id }, Desk.Stop), Desk.Stop);
        await desk.ApplyAsync(desk.Mail("m2@y", "bob@y.example"));
        await desk.ReplyAsync((await desk.CardsAsync(new() { State = States.Waiting })).Single().Id, "r2");
        desk.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("bob@y.example", Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop)).Recipient.Address);
        Assert.Empty(await desk.Database.ListAsync<string>("select error from messages where error is not null", null, Desk.Stop));
    }

    [Fact]
    public async Task A_client_id_that_was_given_to_something_else_is_refused()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@y", "bob@y.example"));
        var ids = (await desk.CardsAsync()).Select(c => c.Id).ToList();
        await desk.ReplyAsync(ids[0]);
        Assert.IsType<ReplyOutcome.Invalid>(await desk.Get<PostReply>().RunAsync(new(ids[1], "anna", "Anna", "r1", "Hi", null, null, []), Desk.Stop));
        await desk.Get<PostNote>().RunAsync(ids[1], "anna", "Anna", "n1", "Look", Desk.Stop);
        Assert.IsType<ReplyOutcome.Invalid>(await desk.Get<PostReply>().RunAsync(new(ids[1], "anna", "Anna", "n1", "Hi", null, null, []), Desk.Stop));
    }

    [Fact]
    public async Task A_state_that_names_the_reply_and_says_failed_settles_what_nobody_knew()
    {
        await using var desk = await Desk.OpenAsync();
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "m1", "ann"));
        var reply = await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        var send = Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), chat, send.ReplyId, 1, ReplyState.Unconfirmed, desk.Clock.GetUtcNow(), null, "The connection broke."));

        await desk.ApplyAsync(
            new ReplyReported(Id.New(desk.Clock), chat, send.ReplyId, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "w1", null),
            new DeliveryFailed(Id.New(desk.Clock), chat, "w1", "The number has no account.", desk.Clock.GetUtcNow()));

        var failed = (await desk.MessagesAsync()).Single(m => m.Id == reply.Id);
        Assert.Equal(("failed", "The number has no account."), (failed.State, failed.Error));
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_question_that_was_changed_while_the_answer_was_written_is_shown_first(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "1", "ann", "The red one?") with { Body = new("The red one?", "The red one?", "Shoes") });
        var seen = await desk.CardAsync();
        await desk.ApplyAsync(new MessageEdited(Id.New(desk.Clock), chat, "1", new("The blue one?", "The blue one?"), desk.Clock.GetUtcNow().AddSeconds(5)));
        var held = Assert.IsType<ReplyOutcome.Missed>(await desk.Get<PostReply>().RunAsync(new(seen.Id, "anna", "Anna", "r1", "Yes", seen.Version, null, []), Desk.Stop));

        Assert.Equal("The blue one?", Assert.Single(held.Messages).Text);
        Assert.Single(await desk.CardsAsync(new() { Query = "ann shoes blue" }));
        Assert.Empty(await desk.CardsAsync(new() { Query = "red" }));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B52_an_edit_of_our_reply_in_the_platforms_app_holds_whenever_the_reply_is_known_there(string database)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            await using var desk = await Desk.OpenAsync(database);
            var chat = await desk.AddAccountAsync("chat");
            await desk.ApplyAsync(desk.Chat(chat, "1", "ann"));
            var reply = await desk.ReplyAsync();
            IChannelEvent[] events =
            [
                desk.Chat(chat, "echo1", "ann", "On its way.", direction: Direction.Out),
                new ReplyReported(Id.New(desk.Clock), chat, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "echo1", null),
                new MessageEdited(Id.New(desk.Clock), chat, "echo1", new("On its way now.", "On its way now."), desk.Clock.GetUtcNow().AddSeconds(5)),
            ];
            new Random(seed).Shuffle(events);
            foreach (var e in events)
                await desk.ApplyAsync(e);

            Assert.Equal((2, "On its way now."), ((await desk.CardAsync()).Messages, (await desk.MessagesAsync())[1].Text));
            Assert.Equal("sent", (await desk.MessagesAsync())[1].State);
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B52_a_reply_that_the_platform_could_not_deliver_is_red_and_its_ask_waits_again_in_any_order(string database)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            await using var desk = await Desk.OpenAsync(database);
            var chat = await desk.AddAccountAsync("chat");
            await desk.ApplyAsync(desk.Chat(chat, "1", "ann"));
            var reply = await desk.ReplyAsync();
            IChannelEvent[] events =
            [
                desk.Chat(chat, "echo1", "ann", "On its way.", direction: Direction.Out),
                new ReplyReported(Id.New(desk.Clock), chat, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "echo1", null),
                new DeliveryFailed(Id.New(desk.Clock), chat, "echo1", "The number is not on this platform.", desk.Clock.GetUtcNow()),
            ];
            new Random(seed).Shuffle(events);
            foreach (var e in events.Append(events[0]))
                await desk.ApplyAsync(e);

            var (sent, card) = ((await desk.MessagesAsync())[1], await desk.CardAsync());
            Assert.Equal(("failed", "The number is not on this platform.", States.Waiting, 2), (sent.State, sent.Error, card.State, card.Messages));
            Assert.True(await desk.Database.OneAsync<bool>("select refused from messages where id = @Id", new { reply.Id }, Desk.Stop));
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task An_echo_that_named_nobody_leaves_no_empty_conversation(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "1", "ann"));
        var reply = await desk.ReplyAsync();
        await desk.ApplyAsync(desk.Chat(chat, "echo1", "ann", "On its way.", direction: Direction.Out) with { Contact = null, ThreadKey = null });
        Assert.Equal(2, (await desk.CardsAsync()).Count);
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), chat, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "echo1", null));

        Assert.Equal(2, (await desk.CardAsync()).Messages);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_reply_that_was_reported_failed_and_then_is_found_on_the_platform_was_sent(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var reply = await desk.ReplyAsync();
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), desk.Account, reply.Id, 1, ReplyState.Failed, desk.Clock.GetUtcNow(), null, "Connection lost"));
        await desk.ApplyAsync(desk.Mail($"{Desk.Token(reply.Id, "ann@x.example")}@us.example", "", direction: Direction.Out, to: ["ann@x.example"]));

        var sent = (await desk.MessagesAsync())[1];
        Assert.Equal(("sent", null, States.Open), (sent.State, sent.Error, (await desk.CardAsync()).State));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Whom_we_answered_at_their_Reply_To_takes_part(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var mail = desk.Mail("m1@x", "ann@x.example");
        await desk.ApplyAsync(mail with { Mail = mail.Mail! with { ReplyTo = [Desk.Person("desk@x.example")] } });
        var reply = await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Mail("m2@x", "desk@x.example", replyTo: [$"{Desk.Token(reply.Id, "desk@x.example")}@us.example"]));

        Assert.False((await desk.MessagesAsync())[2].Unverified);
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
    }

    [Fact]
    public async Task Who_sent_us_a_blind_copy_is_answered_alone()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", to: ["boss@x.example"], cc: ["bob@y.example"]), desk.Mail("m2@x", "ann@x.example", cc: ["bob@y.example"], references: ["m1@x"]));
        await desk.ApplyAsync(desk.Mail("m3@x", "joe@x.example", to: ["boss@x.example"], cc: ["bob@y.example"]));
        foreach (var card in await desk.CardsAsync())
            await desk.ReplyAsync(card.Id, card.Id);
        desk.Clock.Advance(TimeSpan.FromSeconds(10));

        var sends = (await desk.Get<DueReplies>().TakeAsync(Desk.Stop)).ToDictionary(s => s.Recipient.Address!, s => string.Join(",", s.Cc.Select(c => c.Address)));
        Assert.Equal(("bob@y.example", ""), (sends["ann@x.example"], sends["joe@x.example"]));
    }
}
