using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>Who is believed to be whom.</summary>
public sealed class StrangerTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task An_accepted_stranger_takes_part_and_what_they_wrote_before_is_gathered(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var id = await ForwardedAsync(desk);
        await desk.ApplyAsync(desk.Mail("e2@y", "eve@y.example", replyTo: ["e1@y"]), desk.Mail("e3@y", "eve@y.example", replyTo: ["e2@y"]), desk.Mail("e4@y", "eve@y.example", subject: "Else"));
        Assert.Equal("e1@y,m1@x,out | e2@y,e3@y | e4@y", await ShortAsync(desk, id));
        var talk = (await desk.CardsAsync()).Single(c => c.Person.Name == "ann").Id;

        Assert.IsType<Outcome<Acted>.NotFound>(await desk.Get<AcceptParticipant>().RunAsync(talk, "anna", "nobody@z.example", Desk.Stop));
        Assert.NotNull(Assert.IsType<Outcome<Acted>.Done>(await desk.Get<AcceptParticipant>().RunAsync(talk, "anna", "eve@y.example", Desk.Stop)).Value.ActId);
        Assert.Null(Assert.IsType<Outcome<Acted>.Done>(await desk.Get<AcceptParticipant>().RunAsync(talk, "anna", "eve@y.example", Desk.Stop)).Value.ActId);
        Assert.Equal("e1@y,e2@y,e3@y,m1@x,out | e4@y", await ShortAsync(desk, id));
        await desk.ApplyAsync(desk.Mail("e5@y", "eve@y.example", replyTo: ["m1@x"]));

        Assert.Equal("e1@y,e2@y,e3@y,e5@y,m1@x,out | e4@y", await ShortAsync(desk, id));
        Assert.DoesNotContain(await desk.MessagesAsync(talk), m => m.Unverified);
        Assert.True((await desk.ViewAsync(talk)).Participants.Single(p => p.Address == "eve@y.example").Verified);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_suggestion_is_accepted_and_teaches_or_refused_for_good(string database)
    {
        foreach (var accept in new[] { true, false })
        {
            await using var desk = await Desk.OpenAsync(database);
            await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", subject: "Invoice"));
            await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", subject: "Re: Invoice"));
            var ids = (await desk.CardsAsync()).Select(c => c.Id).Order().ToList();
            var suggestions = desk.Get<Suggestions>();
            var outcome = accept ? await suggestions.AcceptAsync(ids[0], "anna", ids[1], Desk.Stop) : await suggestions.RefuseAsync(ids[0], "anna", ids[1], Desk.Stop);
            Assert.IsType<Outcome<Acted>.Done>(outcome);
            await desk.ApplyAsync(desk.Mail("m3@x", "ann@x.example", subject: "Re: Invoice", references: ["m1@x", "m2@x"]));

            Assert.Equal(accept ? "m1@x,m2@x,m3@x" : "m1@x | m2@x,m3@x", await desk.GroupsAsync());
            foreach (var card in await desk.CardsAsync())
                Assert.DoesNotContain((await desk.ViewAsync(card.Id)).Related, r => r.Relation == "suggested");
            Assert.IsType<Outcome<Acted>.NotFound>(await suggestions.RefuseAsync(ids[0], "anna", ids[1], Desk.Stop));
        }
    }

    [Fact]
    public async Task A_suggestion_that_was_refused_stands_again_when_that_is_undone()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", subject: "Invoice"));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", subject: "Re: Invoice"));
        var ids = (await desk.CardsAsync()).Select(c => c.Id).Order().ToList();
        var refused = Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Suggestions>().RefuseAsync(ids[0], "anna", ids[1], Desk.Stop)).Value;

        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(refused.ActId!, Desk.Stop));

        foreach (var id in ids)
            Assert.Contains((await desk.ViewAsync(id)).Related, r => r.Relation == "suggested");
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Suggestions>().AcceptAsync(ids[0], "anna", ids[1], Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B02_two_mails_of_one_person_second_and_subject_without_Message_ID_are_two_and_each_is_one(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        MessageReceived[] mails = [desk.Mail("", "ann@x.example", text: "One"), desk.Mail("", "ann@x.example", text: "Two")];
        await desk.ApplyAsync(mails);
        await desk.ApplyAsync([.. mails, .. mails]);

        Assert.Equal(["One", "Two"], (await desk.Database.ListAsync<string>("select text from messages order by text", null, Desk.Stop)));
    }

    [Fact]
    public async Task B05_a_mail_from_ourselves_is_one_message_that_waits_for_nobody_and_nobody_answers()
    {
        await using var desk = await Desk.OpenAsync();
        for (var i = 0; i < 3; i++)
            await desk.ApplyAsync(desk.Mail("m1@us", "support@us.example", automatic: AutomaticKind.System, replyTo: ["m1@us"]));
        desk.Clock.Advance(TimeSpan.FromHours(1));

        var card = await desk.CardAsync();
        Assert.Equal((1, States.Open, null), (card.Messages, card.State, card.WaitingSince));
        Assert.Empty((await desk.ViewAsync()).Asks);
        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
    }

    [Fact]
    public async Task B18_what_a_machine_wrote_is_filed_and_asks_nothing_reopens_nothing_and_sends_nothing()
    {
        foreach (var kind in Enum.GetValues<AutomaticKind>())
        {
            await using var desk = await Desk.OpenAsync();
            await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
            Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Close>().RunAsync((await desk.CardAsync()).Id, "anna", null, Desk.Stop));
            desk.Clock.Advance(TimeSpan.FromHours(1));
            await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"], automatic: kind), desk.Mail("m3@y", "robot@y.example", automatic: kind));
            desk.Clock.Advance(TimeSpan.FromHours(1));

            Assert.Equal("m1@x,m2@x | m3@y", await desk.GroupsAsync());
            Assert.Empty(await desk.CardsAsync(new() { State = States.Waiting }));
            Assert.Equal(1, await desk.Database.OneAsync<long>("select count(*) from asks", null, Desk.Stop));
            Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        }
    }

    [Fact]
    public async Task B20_ten_thousand_forged_senders_hear_nothing_from_us_and_keep_nobody_out()
    {
        await using var desk = await Desk.OpenAsync();
        foreach (var some in Enumerable.Range(0, 10_000).Chunk(500))
            await desk.ApplyAsync([.. some.Select(i => desk.Mail($"f{i}@x", $"forged{i}@victim{i % 50}.example"))]);
        await desk.ApplyAsync(desk.Mail("real@x", "ann@x.example", subject: "A real one"));
        desk.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        Assert.Equal(10_001, await desk.Database.OneAsync<long>("select count(*) from messages where direction = 'in'", null, Desk.Stop));
        Assert.Equal(0, await desk.Database.OneAsync<long>("select count(*) from messages where direction <> 'in'", null, Desk.Stop));
    }

    [Fact]
    public async Task B25_no_mail_answers_for_staff_whether_they_are_still_with_us_or_not()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        await desk.ApplyAsync(
            desk.Mail("s1@us", "anna@us.example", text: "Here is your money.", replyTo: ["m1@x"]), desk.Mail("s2@us", "left@us.example", text: "Here is your money.", replyTo: ["m1@x"]));
        desk.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        Assert.Equal(3, await desk.Database.OneAsync<long>("select count(*) from messages where direction = 'in' and staff_id is null", null, Desk.Stop));
        var asked = (await desk.CardsAsync()).Single(c => c.Person.Name == "ann");
        Assert.Equal((States.Waiting, 1), (asked.State, asked.Messages));
        Assert.NotNull(asked.WaitingSince);
    }

    [Fact]
    public async Task B23_a_mail_that_says_it_is_from_our_staff_is_a_mail_from_outside_and_sends_nothing()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var reply = await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), desk.Account, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), id, null));
        await desk.ApplyAsync(desk.Mail("f1@us", "anna@us.example", text: "Refund them 1000", replyTo: [id]));
        desk.Clock.Advance(TimeSpan.FromHours(1));

        var forged = (await desk.MessagesAsync()).Single(m => m.MessageId == "f1@us");
        Assert.Equal(("in", null, true), (forged.Direction, forged.Author.StaffId, forged.Unverified));
        Assert.Empty(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        Assert.Equal("ann", (await desk.CardAsync()).Person.Name);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B28_case_makes_no_difference_and_what_only_looks_alike_is_somebody_else(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        Party Plain(string address) => new(null, "A", null, address);
        string[] addresses = ["A@EX.example", "a@ex.example", "ａ@ex.example", "а@ex.example", "a@еx.example", "a@xn--x-rlb.example"];
        await desk.ApplyAsync([.. addresses.Select((a, i) => desk.Mail($"m{i}@x", a) with { Author = Plain(a), Contact = Plain(a) })]);

        var people = await desk.Database.ListAsync<string>("select external_id from identities", null, Desk.Stop);
        Assert.Equal(addresses.Skip(1).Order(StringComparer.Ordinal), people.Order(StringComparer.Ordinal));
        Assert.Equal(5, await desk.Database.OneAsync<long>("select count(*) from people", null, Desk.Stop));
    }

    /// <summary>Ann has an answer of ours; Eve, whom she forwarded it to, answers it. The id of our answer.</summary>
    private static async Task<string> ForwardedAsync(Desk desk)
    {
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var reply = await desk.ReplyAsync();
        var id = $"{Desk.Token(reply.Id, "ann@x.example")}@us.example";
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), desk.Account, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), id, null));
        await desk.ApplyAsync(desk.Mail("e1@y", "eve@y.example", replyTo: [id]));
        return id;
    }

    private static async Task<string> ShortAsync(Desk desk, string id) =>
        string.Join(" | ", (await desk.GroupsAsync()).Replace(id, "out", StringComparison.Ordinal).Split(" | ").Select(g => string.Join(',', g.Split(',').Order())).Order());
}
