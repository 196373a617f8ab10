using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class ReplyTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_reply_stops_the_clock_is_sent_when_due_and_the_same_client_id_twice_is_one(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", references: ["m0@x"], cc: ["bob@x.example"]));
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        var reply = await desk.ReplyAsync();
        Assert.Equal(reply.Id, (await desk.ReplyAsync()).Id);
        Assert.Null((await desk.CardAsync()).WaitingSince);
        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));

        desk.Clock.Advance(TimeSpan.FromSeconds(10));
        var send = Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        Assert.Equal(("ann@x.example", "bob@x.example", "Hello"), (send.Recipient.Address, Assert.Single(send.Cc).Address, send.Subject));
        Assert.Equal(["m0@x", "m1@x"], send.References);
        Assert.Equal("Where is my parcel?", send.Quoted!.Text);
        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));

        await desk.ApplyAsync(Report(desk, reply, ReplyState.Sent, "out1@us"), Report(desk, reply, ReplyState.Sending, null));
        Assert.Equal("sent", (await desk.MessagesAsync())[1].State);
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        var ask = Assert.Single((await desk.ViewAsync()).Asks);
        Assert.Equal(("anna", TimeSpan.FromMinutes(5)), (ask.AnsweredBy, ask.AnsweredAt - ask.AskedAt));
    }

    [Fact]
    public async Task A_reply_that_has_not_seen_the_latest_message_is_held_back_with_what_it_missed()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var seen = (await desk.CardAsync()).Version;
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", text: "Never mind, it came.", replyTo: ["m1@x"]));

        var card = await desk.CardAsync();
        var outcome = await desk.Get<PostReply>().RunAsync(new(card.Id, "anna", "Anna", "r1", "Hi", seen, null, []), Desk.Stop);
        var missed = Assert.IsType<ReplyOutcome.Missed>(outcome);
        Assert.Equal("m2@x", Assert.Single(missed.Messages).MessageId);
        Assert.Equal(card.Version, missed.Version);
        Assert.IsType<ReplyOutcome.Queued>(await desk.Get<PostReply>().RunAsync(new(card.Id, "anna", "Anna", "r1", "Hi", missed.Version, null, []), Desk.Stop));
    }

    [Fact]
    public async Task A_reply_can_be_undone_until_it_goes_out()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var card = await desk.CardAsync();
        await desk.ReplyAsync();
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<UndoReply>().RunAsync(card.Id, "anna", "r1", Desk.Stop));
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
        await desk.ReplyAsync(clientId: "r2");
        desk.Clock.Advance(TimeSpan.FromSeconds(10));
        await desk.Get<DueReplies>().TakeAsync(Desk.Stop);

        Assert.IsType<Outcome<Acted>.Conflict>(await desk.Get<UndoReply>().RunAsync(card.Id, "anna", "r2", Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_failed_reply_lets_the_clock_run_again_and_a_person_sends_it_again(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var asked = (await desk.CardAsync()).WaitingSince;
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var reply = await desk.ReplyAsync();
        await desk.ApplyAsync(Report(desk, reply, ReplyState.Failed, null, "Mailbox full"));
        var card = await desk.CardAsync();
        Assert.Equal((asked, States.Waiting), (card.WaitingSince, card.State));
        Assert.Equal("Mailbox full", (await desk.MessagesAsync())[1].Error);

        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<RetryReply>().RunAsync(card.Id, "anna", "r1", Desk.Stop));
        await desk.ApplyAsync(Report(desk, reply, ReplyState.Failed, null, "Mailbox full"));
        Assert.Equal("queued", (await desk.MessagesAsync())[1].State);
        Assert.Equal(2, Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop)).Attempt);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_bounce_fails_the_reply_that_it_names_even_before_the_reply_is_reported_sent(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var reply = await desk.ReplyAsync();
        var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
        await desk.ApplyAsync(desk.Mail("b1@y", "mailer-daemon@y.example", automatic: AutomaticKind.Bounce, failedIds: [id], failures: [new("ann@x.example", "5.1.1", true, "No such user")]));
        await desk.ApplyAsync(Report(desk, reply, ReplyState.Sent, id));

        Assert.Equal(3, (await desk.CardAsync()).Messages);
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
        var failed = (await desk.MessagesAsync()).Single(m => m.ClientId == "r1");
        Assert.Equal("failed", failed.State);
        Assert.Contains("No such user", failed.Error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_bounce_of_somebody_in_Cc_only_leaves_the_answer_sent_and_says_who_has_not_got_it(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", cc: ["bob@x.example"]));
        var reply = await desk.ReplyAsync();
        var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
        await desk.ApplyAsync(Report(desk, reply, ReplyState.Sent, id));
        await desk.ApplyAsync(desk.Mail("b1@y", "mailer-daemon@y.example", automatic: AutomaticKind.Bounce, failedIds: [id], failures: [new("Bob@x.example", "5.1.1", true, "No such user")]));

        var partly = (await desk.MessagesAsync()).Single(m => m.ClientId == "r1");
        Assert.Equal(("sent", States.Open), (partly.State, (await desk.CardAsync()).State));
        Assert.Contains("Bob@x.example", partly.Error, StringComparison.Ordinal);

        await desk.ApplyAsync(desk.Mail("b2@y", "mailer-daemon@y.example", automatic: AutomaticKind.Bounce, failedIds: [id], failures: [new("ann@x.example", "5.1.1", true, "Mailbox full")]));
        await desk.ApplyAsync(desk.Mail("b3@y", "mailer-daemon@y.example", automatic: AutomaticKind.Bounce, failedIds: [id], failures: [new("bob@x.example", "5.1.1", true, "No such user")]));
        var failed = (await desk.MessagesAsync()).Single(m => m.ClientId == "r1");
        Assert.Equal(("failed", States.Waiting), (failed.State, (await desk.CardAsync()).State));
        Assert.Contains("Mailbox full", failed.Error, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_copy_in_Sent_takes_no_reason_away_from_a_reply_that_came_back(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var reply = await desk.ReplyAsync();
        var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
        await desk.ApplyAsync(Report(desk, reply, ReplyState.Sent, id));
        await desk.ApplyAsync(desk.Mail("b1@y", "mailer-daemon@y.example", automatic: AutomaticKind.Bounce, failedIds: [id], failures: [new("ann@x.example", "5.1.1", true, "No such user")]));
        var told = await desk.ApplyAsync(desk.Mail(id, "", direction: Direction.Out, to: ["ann@x.example"]));

        var change = Assert.Single(Assert.Single(told).Replies);
        Assert.Equal(ReplyState.Failed, change.State);
        Assert.Contains("No such user", change.Error, StringComparison.Ordinal);
        Assert.Contains("No such user", (await desk.MessagesAsync()).Single(m => m.ClientId == "r1").Error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_copy_in_Sent_is_the_reply_whichever_comes_first(string database)
    {
        foreach (var copyFirst in new[] { true, false })
        {
            await using var desk = await Desk.OpenAsync(database);
            await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
            var reply = await desk.ReplyAsync();
            var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
            IChannelEvent[] events = [desk.Mail(id, "", direction: Direction.Out, to: ["ann@x.example"]), Report(desk, reply, ReplyState.Sent, id)];
            foreach (var e in copyFirst ? events : events.Reverse())
                await desk.ApplyAsync(e);
            await desk.ApplyAsync(events[0]);

            Assert.Equal(2, (await desk.CardAsync()).Messages);
            Assert.Equal("sent", (await desk.MessagesAsync())[1].State);
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B22_a_stranger_with_a_valid_token_joins_unverified_and_gets_nothing(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var reply = await desk.ReplyAsync();
        var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
        await desk.ApplyAsync(Report(desk, reply, ReplyState.Sent, id));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(desk.Mail("e1@y", "eve@y.example", replyTo: [id], cc: ["mallory@y.example"]));

        Assert.Equal(3, (await desk.CardAsync()).Messages);
        var stranger = (await desk.MessagesAsync())[2];
        Assert.Equal((true, "token"), (stranger.Unverified, stranger.Rule));
        var view = await desk.ViewAsync();
        Assert.False(view.Participants.Single(p => p.Address == "eve@y.example").Verified);
        Assert.DoesNotContain(view.Participants, p => p.Address == "mallory@y.example");
        await desk.ReplyAsync(clientId: "r2");
        desk.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.All(await desk.Get<DueReplies>().TakeAsync(Desk.Stop), s => Assert.Equal("ann@x.example", s.Recipient.Address));
    }

    [Fact]
    public async Task B21_a_guessed_reply_id_without_our_signature_starts_a_new_conversation()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var reply = await desk.ReplyAsync();
        var forged = ThreadToken.Sign(new byte[32], reply.Id, "ann@x.example");
        await desk.ApplyAsync(desk.Mail("e1@y", "eve@y.example", replyTo: [$"{forged}@us.example"]), desk.Mail("e2@y", "eve@y.example", replyTo: ["reply-123@us.example"], tokens: [forged]));

        Assert.Equal("e1@y | e2@y | m1@x,r1", await desk.GroupsAsync());
    }

    [Fact]
    public async Task B27_the_answer_goes_to_the_Reply_To_that_is_shown()
    {
        await using var desk = await Desk.OpenAsync();
        var mail = desk.Mail("m1@x", "ann@x.example");
        await desk.ApplyAsync(mail with { Mail = mail.Mail! with { ReplyTo = [Desk.Person("desk@x.example")] } });
        await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("desk@x.example", Assert.Single((await desk.MessagesAsync())[0].ReplyTo).Address);
        Assert.Equal("desk@x.example", Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop)).Recipient.Address);
    }

    private static ReplyReported Report(Desk desk, MessageView reply, ReplyState state, string? externalId, string? error = null) =>
        new(Id.New(desk.Clock), desk.Account, reply.Id, 1, state, desk.Clock.GetUtcNow(), externalId, error);
}
