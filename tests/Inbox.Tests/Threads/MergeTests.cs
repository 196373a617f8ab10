using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>Two conversations that become one, and two again.</summary>
public sealed class MergeTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Nobody_who_waits_disappears_when_their_conversation_is_merged_with_one_that_was_put_away(string database)
    {
        foreach (var (closes, keepsIt) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            await using var desk = await Desk.OpenAsync(database);
            var (ann, bob) = await TwoAsync(desk);
            desk.Clock.Advance(TimeSpan.FromHours(1));
            Done(closes ? await desk.Get<Close>().RunAsync(bob, "anna", null, Desk.Stop) : await desk.Get<Snooze>().RunAsync(bob, "anna", desk.Clock.GetUtcNow().AddDays(2), Desk.Stop));
            var state = (await desk.ViewAsync(bob)).Card.State;
            desk.Clock.Advance(TimeSpan.FromHours(1));
            var merged = Done(keepsIt ? await MergeAsync(desk, ann, bob) : await MergeAsync(desk, bob, ann));
            Assert.Equal(States.Waiting, merged.Card.State);

            Done(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));
            Assert.Equal((States.Waiting, state), ((await desk.ViewAsync(ann)).Card.State, (await desk.ViewAsync(bob)).Card.State));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Undoing_a_merge_takes_back_what_it_gave_and_leaves_what_came_since(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (ann, bob) = await TwoAsync(desk);
        await desk.Get<Assign>().RunAsync(bob, "anna", "bea", Desk.Stop);
        await desk.Get<Tags>().AddAsync(bob, "anna", "vip", Desk.Stop);
        await desk.Get<Tags>().AddAsync(ann, "anna", "both", Desk.Stop);
        await desk.Get<Tags>().AddAsync(bob, "anna", "both", Desk.Stop);
        await desk.Get<SetContext>().RunAsync(bob, "anna", new("customer", "help", null, null), Desk.Stop);
        var merged = Done(await MergeAsync(desk, ann, bob));
        Assert.Equal(("bea", "customer", "both vip"), (merged.Card.Assignee, merged.Card.Who, string.Join(' ', merged.Card.Tags)));
        await desk.Get<SetContext>().RunAsync(ann, "anna", new(null, "curious", null, null), Desk.Stop);
        Done(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));

        var (one, two) = ((await desk.ViewAsync(ann)).Card, (await desk.ViewAsync(bob)).Card);
        Assert.Equal((null, null, "curious", "both"), (one.Assignee, one.Who, one.Why, string.Join(' ', one.Tags)));
        Assert.Equal(("bea", "customer", "help", "both vip"), (two.Assignee, two.Who, two.Why, string.Join(' ', two.Tags)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Undoing_an_older_act_leaves_what_a_later_one_set(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var id = (await desk.CardAsync()).Id;
        var bea = Done(await desk.Get<Assign>().RunAsync(id, "anna", "bea", Desk.Stop));
        await desk.Get<Assign>().RunAsync(id, "anna", "joe", Desk.Stop);
        var who = Done(await desk.Get<SetContext>().RunAsync(id, "anna", new("customer", null, null, null), Desk.Stop));
        await desk.Get<SetContext>().RunAsync(id, "anna", new(null, null, "question", null), Desk.Stop);
        var closed = Done(await desk.Get<Close>().RunAsync(id, "anna", null, Desk.Stop));
        await desk.Get<SetContext>().RunAsync(id, "anna", new(null, null, null, "solved"), Desk.Stop);
        foreach (var act in new[] { bea, who, closed })
            Done(await desk.Get<Undo>().RunAsync(act.ActId!, Desk.Stop));

        var card = await desk.CardAsync();
        Assert.Equal(("joe", null, "question", "solved", States.Waiting), (card.Assignee, card.Who, card.Nature, card.Outcome, card.State));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_next_direct_message_joins_what_its_conversation_was_merged_into(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "1", "ann"), desk.Chat(chat, "2", "ann.work"));
        var cards = (await desk.CardsAsync()).OrderBy(c => c.Person.Name).ToList();
        var merged = Done(await MergeAsync(desk, cards[0].Id, cards[1].Id));
        await desk.ApplyAsync(desk.Chat(chat, "3", "ann.work"));
        Assert.Equal("1,2,3", await desk.GroupsAsync());
        Done(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));
        await desk.ApplyAsync(desk.Chat(chat, "4", "ann.work"));
        Assert.Equal("1,3 | 2,4", await desk.GroupsAsync());
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Whoever_had_either_of_two_merged_conversations_on_the_screen_is_shown_the_other_before_they_answer(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (ann, bob) = await TwoAsync(desk);
        for (var i = 0; i < 5; i++)
            await desk.Get<Tags>().AddAsync(bob, "anna", $"t{i}", Desk.Stop);
        var (seenAnn, seenBob) = ((await desk.ViewAsync(ann)).Card.Version, (await desk.ViewAsync(bob)).Card.Version);
        Done(await MergeAsync(desk, ann, bob));
        foreach (var (id, seen) in new[] { (ann, seenAnn), (bob, seenBob) })
        {
            var held = Assert.IsType<ReplyOutcome.Missed>(await desk.Get<PostReply>().RunAsync(new(id, "anna", "Anna", id, "Hi", seen, null, []), Desk.Stop));
            Assert.NotEmpty(held.Messages);
        }
        var now = (await desk.ViewAsync(bob)).Card;
        var sent = Assert.IsType<ReplyOutcome.Queued>(await desk.Get<PostReply>().RunAsync(new(bob, "anna", "Anna", "r", "Hi", now.Version, null, []), Desk.Stop));
        Assert.Equal((ann, ann), (now.Id, sent.Message.ConversationId));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_second_open_conversation_of_one_person_and_context_is_refused_and_nothing_is_half_undone(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "1", "ann"));
        var old = await desk.CardAsync();
        var closed = Done(await desk.Get<Close>().RunAsync(old.Id, "anna", null, Desk.Stop));
        desk.Clock.Advance(TimeSpan.FromDays(20));
        await desk.ApplyAsync(desk.Chat(chat, "2", "ann"));
        Assert.IsType<Outcome<Acted>.Conflict>(await desk.Get<Undo>().RunAsync(closed.ActId!, Desk.Stop));
        Assert.IsType<Outcome<Acted>.Conflict>(await desk.Get<Reopen>().RunAsync(old.Id, "anna", Desk.Stop));
        var fresh = (await desk.CardsAsync(new() { State = States.Waiting })).Single();
        var merged = Done(await MergeAsync(desk, old.Id, fresh.Id));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Chat(chat, "3", "ann"));
        Assert.IsType<Outcome<Acted>.Conflict>(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));

        Assert.Equal("1,2,3", await desk.GroupsAsync());
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Merges_of_people_are_undone_in_any_order(string database)
    {
        foreach (var firstFirst in new[] { true, false })
        {
            await using var desk = await Desk.OpenAsync(database);
            await desk.ApplyAsync(desk.Mail("m1@x", "a@x.example"), desk.Mail("m2@x", "b@x.example"), desk.Mail("m3@x", "c@x.example"));
            var people = (await desk.CardsAsync()).OrderBy(c => c.Person.Name).Select(c => c.Person.Id).ToList();
            var first = Assert.IsType<Outcome<MergedPeople>.Done>(await desk.Get<MergePeople>().RunAsync(people[0], "anna", people[1], Desk.Stop)).Value;
            var second = Assert.IsType<Outcome<MergedPeople>.Done>(await desk.Get<MergePeople>().RunAsync(people[2], "anna", people[0], Desk.Stop)).Value;
            foreach (var undo in firstFirst ? new[] { first, second } : [second, first])
            {
                Done(await desk.Get<Undo>().RunAsync(undo.UndoId, Desk.Stop));
                Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
            }
            Assert.Equal(people.Order(), (await desk.CardsAsync()).Select(c => c.Person.Id).Order());
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_third_conversation_after_two_that_ended_long_ago_is_found_by_an_answer_to_the_first(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        for (var i = 2; i <= 3; i++)
        {
            foreach (var card in await desk.CardsAsync(new() { State = States.Waiting }))
                await desk.Get<Close>().RunAsync(card.Id, "anna", null, Desk.Stop);
            desk.Clock.Advance(TimeSpan.FromDays(20));
            await desk.ApplyAsync(desk.Mail($"m{i}@x", "ann@x.example", replyTo: ["m1@x"]));
        }
        await desk.ApplyAsync(desk.Mail("m4@x", "ann@x.example", replyTo: ["m1@x"]));

        Assert.Equal("m1@x | m2@x | m3@x,m4@x", await desk.GroupsAsync());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_merge_keeps_every_asks_own_times_and_what_comes_after_it_concerns_both(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (ann, bob) = await TwoAsync(desk);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ReplyAsync(bob, "r1");
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(desk.Mail("m3@y", "bob@y.example", replyTo: ["m2@y"]));
        var before = await AsksAsync(ann, bob);
        Assert.Equal("0! 0!1 2", before);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        var merged = Done(await MergeAsync(desk, ann, bob));
        Assert.Equal(before, await AsksAsync(ann));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ReplyAsync(ann, "r2");
        Assert.Equal("0!1 0!4 24", await AsksAsync(ann));
        Done(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));
        Assert.Equal("0!1 0!4 2", await AsksAsync(ann, bob));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));

        async Task<string> AsksAsync(params string[] conversations)
        {
            var asks = new List<string>();
            foreach (var id in conversations)
                asks.AddRange((await desk.ViewAsync(id)).Asks.Select(a => $"{(a.AskedAt - Start).TotalHours}{(a.First ? "!" : "")}{(a.AnsweredAt - Start)?.TotalHours}"));
            return string.Join(' ', asks.Order(StringComparer.Ordinal));
        }
    }

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static async Task<(string Ann, string Bob)> TwoAsync(Desk desk)
    {
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@y", "bob@y.example"));
        var cards = await desk.CardsAsync();
        return (cards.Single(c => c.Person.Name == "ann").Id, cards.Single(c => c.Person.Name == "bob").Id);
    }

    private static Task<Outcome<Acted>> MergeAsync(Desk desk, string stays, string other) => desk.Get<MergeConversations>().RunAsync(stays, "anna", other, Desk.Stop);

    private static Acted Done(Outcome<Acted> outcome) => Assert.IsType<Outcome<Acted>.Done>(outcome).Value;
}
