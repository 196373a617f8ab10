using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class ActsTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_closed_conversation_reopens_when_its_customer_writes_again_but_not_for_thanks(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var card = await desk.CardAsync();
        desk.Clock.Advance(TimeSpan.FromHours(1));
        var closed = Done(await desk.Get<Close>().RunAsync(card.Id, "anna", "solved", Desk.Stop));
        Assert.Equal((States.Closed, "solved", null), (closed.Card.State, closed.Card.Outcome, closed.Card.WaitingSince));

        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", text: "Thank you so much!", replyTo: ["m1@x"]));
        await desk.ApplyAsync(desk.Mail("m3@x", "ann@x.example", text: "I am away", replyTo: ["m1@x"], automatic: AutomaticKind.AutoReply));
        Assert.Equal((States.Closed, 3), ((await desk.CardAsync()).State, (await desk.CardAsync()).Messages));

        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(desk.Mail("m4@x", "ann@x.example", text: "One more question", replyTo: ["m1@x"]));
        Assert.Equal((States.Waiting, desk.Clock.GetUtcNow()), ((await desk.CardAsync()).State, (await desk.CardAsync()).WaitingSince));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Long_after_closing_a_message_starts_a_new_conversation_that_continues_the_old_one(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Chat(chat, "1", "bob"));
        foreach (var card in await desk.CardsAsync())
            Done(await desk.Get<Close>().RunAsync(card.Id, "anna", null, Desk.Stop));
        desk.Clock.Advance(TimeSpan.FromDays(15));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"]), desk.Chat(chat, "2", "bob"));
        await desk.ApplyAsync(desk.Mail("m3@x", "ann@x.example", replyTo: ["m2@x"], references: ["m1@x", "m2@x"]), desk.Chat(chat, "3", "bob"));

        Assert.Equal("1 | 2,3 | m1@x | m2@x,m3@x", await desk.GroupsAsync());
        foreach (var card in await desk.CardsAsync(new() { State = States.Waiting }))
            Assert.Equal("previously", (await desk.ViewAsync(card.Id)).Continues[0].Relation);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_was_merged_or_split_can_be_undone_and_the_next_mail_follows_it(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@y", "bob@y.example"));
        var cards = (await desk.CardsAsync()).OrderBy(c => c.Person.Name).ToList();
        var merged = Done(await desk.Get<MergeConversations>().RunAsync(cards[0].Id, "anna", cards[1].Id, Desk.Stop));
        await desk.ApplyAsync(desk.Mail("m3@y", "bob@y.example", replyTo: ["m2@y"]));
        Assert.Equal("m1@x,m2@y,m3@y", await desk.GroupsAsync());
        Assert.Equal(cards[0].Id, (await desk.ViewAsync(cards[1].Id)).Card.Id);
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));
        Assert.IsType<Outcome<Acted>.Conflict>(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));

        var split = Assert.IsType<Outcome<Split>.Done>(await desk.Get<SplitConversation>().RunAsync(
            cards[0].Id, "anna", [.. (await desk.MessagesAsync(cards[0].Id)).Take(1).Select(m => m.Id)], Desk.Stop)).Value;
        await desk.ApplyAsync(desk.Mail("m4@x", "ann@x.example", replyTo: ["m1@x"]));
        Assert.Contains((await desk.MessagesAsync(split.ConversationId)), m => m.MessageId == "m4@x");
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(split.UndoId, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_split_keeps_every_asks_own_times_also_when_its_answer_stays_behind(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "First question?"));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"], direction: Direction.Out, to: ["ann@x.example"], text: "First answer."));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(desk.Mail("m3@x", "ann@x.example", replyTo: ["m2@x"], text: "Second question?"));
        var card = await desk.CardAsync();
        var before = (await desk.ViewAsync()).Asks.Select(Times).ToList();
        Done(await desk.Get<DismissAsk>().RunAsync(card.Id, "anna", (await desk.ViewAsync()).Asks[1].Id, true, Desk.Stop));
        var dismissed = Times((await desk.ViewAsync()).Asks[1]);

        foreach (var (moved, time) in new[] { ("m1@x", before[0]), ("m3@x", dismissed), ("m2@x", before[0]) })
        {
            var one = (await desk.MessagesAsync(card.Id)).Single(m => m.MessageId == moved).Id;
            var split = Assert.IsType<Outcome<Split>.Done>(await desk.Get<SplitConversation>().RunAsync(card.Id, "anna", [one], Desk.Stop)).Value;

            Assert.Equal([before[0], dismissed], ((IEnumerable<AskView>)[.. (await desk.ViewAsync(card.Id)).Asks, .. (await desk.ViewAsync(split.ConversationId)).Asks]).Select(Times).Order());
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
            Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(split.UndoId, Desk.Stop));
            Assert.Equal([before[0], dismissed], (await desk.ViewAsync()).Asks.Select(Times).Order());
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }

        static (DateTimeOffset, DateTimeOffset?, DateTimeOffset?) Times(AskView ask) => (ask.AskedAt, ask.AnsweredAt, ask.DismissedAt);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task B19_what_says_the_same_again_and_again_reopens_three_times_and_then_waits_until_the_hour_is_over(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m0@x", "ann@x.example", text: "I am away until Monday."));
        var card = await desk.CardAsync();
        var reopened = 0;
        for (var n = 1; n <= 12; n++)
        {
            reopened += (await desk.CardAsync()).State == States.Waiting && n > 1 ? 1 : 0;
            if ((await desk.CardAsync()).State == States.Waiting)
                Done(await desk.Get<Close>().RunAsync(card.Id, "anna", null, Desk.Stop));
            desk.Clock.Advance(TimeSpan.FromMinutes(4));
            await desk.ApplyAsync(desk.Mail($"m{n}@x", "ann@x.example", replyTo: ["m0@x"], text: "I am away until Monday."));
            await desk.Get<Wakings>().WakeAsync(Desk.Stop);
        }

        Assert.Equal((3, States.Snoozed, 13), (reopened, (await desk.CardAsync()).State, (await desk.CardAsync()).Messages));
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        await desk.Get<Wakings>().WakeAsync(Desk.Stop);
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
        Done(await desk.Get<Close>().RunAsync(card.Id, "anna", null, Desk.Stop));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.ApplyAsync(desk.Mail("human@x", "ann@x.example", replyTo: ["m0@x"], text: "But now I have a question: where is it?"));
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_snoozed_conversation_wakes_at_its_time_or_when_the_person_writes(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var card = await desk.CardAsync();
        var snoozed = Done(await desk.Get<Snooze>().RunAsync(card.Id, "anna", desk.Clock.GetUtcNow().AddHours(1), Desk.Stop));
        Assert.Equal(States.Snoozed, snoozed.Card.State);
        await desk.Get<Wakings>().WakeAsync(Desk.Stop);
        Assert.Equal(States.Snoozed, (await desk.CardAsync()).State);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.Get<Wakings>().WakeAsync(Desk.Stop);
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);

        Done(await desk.Get<Snooze>().RunAsync(card.Id, "anna", desk.Clock.GetUtcNow().AddHours(1), Desk.Stop));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"]));
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Small_acts_change_the_card_and_are_undone(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var id = (await desk.CardAsync()).Id;
        var ask = Assert.Single((await desk.ViewAsync()).Asks);
        Acted[] acts =
        [
            Done(await desk.Get<Assign>().RunAsync(id, "anna", "anna", Desk.Stop)),
            Done(await desk.Get<Tags>().AddAsync(id, "anna", "vip", Desk.Stop)),
            Done(await desk.Get<SetContext>().RunAsync(id, "anna", new("customer", null, "question", null) { Also = "complaint,idea", Topic = " Delivery ", Amount = 1250 }, Desk.Stop)),
            Done(await desk.Get<DismissAsk>().RunAsync(id, "anna", ask.Id, true, Desk.Stop)),
        ];
        var card = acts[^1].Card;
        Assert.Equal(("anna", "vip", "customer", "question", States.Open), (card.Assignee, Assert.Single(card.Tags), card.Who, card.Nature, card.State));
        Assert.Equal(("complaint,idea", "Delivery", 12.5m), (string.Join(',', card.Also), card.Topic, card.Amount));
        foreach (var wrong in (ContextChange[])[new("king", null, null, null), new(null, null, null, null) { Also = "idea,king" }, new(null, null, null, null) { Topic = new('x', 81) }, new(null, null, null, null) { Amount = -1 }])
            Assert.IsType<Outcome<Acted>.Invalid>(await desk.Get<SetContext>().RunAsync(id, "anna", wrong, Desk.Stop));
        foreach (var act in acts)
            Done(await desk.Get<Undo>().RunAsync(act.ActId!, Desk.Stop));
        card = await desk.CardAsync();
        Assert.Equal((null, 0, null, null, States.Waiting), (card.Assignee, card.Tags.Count, card.Who, card.Nature, card.State));
        Assert.Equal((0, null, null), (card.Also.Count, card.Topic, card.Amount));
        Assert.IsType<Outcome<MessageView>.Done>(await desk.Get<PostNote>().RunAsync(id, "anna", "Anna", "n1", "Look", Desk.Stop));
        Assert.Equal(States.Waiting, (await desk.CardAsync()).State);
        Assert.IsType<DraftOutcome.Saved>(await desk.Get<SaveDraft>().RunAsync(id, "anna", new("Dear", [], [], null, null), Desk.Stop));
        Assert.Equal("Dear", (await desk.ViewAsync()).Draft!.Text);
        Assert.Equal(new Counts(1, 0, 0, 0, 0, 0), await desk.Get<Conversations>().CountAsync([desk.Account], "anna", desk.Clock.GetUtcNow(), Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_draft_goes_with_its_own_words_and_gives_way_to_what_was_written_from_it(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var id = (await desk.CardAsync()).Id;
        Task<DraftOutcome> Save(string text, DateTimeOffset? from) => desk.Get<SaveDraft>().RunAsync(id, "anna", new(text, [], [], "note", from), Desk.Stop);

        foreach (var (text, left) in ((string, string?)[])[("Yes\n", null), ("No", "No")])
        {
            await Save(text, null);
            Assert.IsType<ReplyOutcome.Queued>(await desk.Get<PostReply>().RunAsync(new(id, "anna", "Anna", $"r{text}", "Yes", null, null, []), Desk.Stop));
            Assert.Equal(left, (await desk.ViewAsync()).Draft?.Text);
        }
        await desk.Get<SaveDraft>().DropAsync(id, "anna", null, Desk.Stop);

        // All in the same millisecond: each has a time of its own.
        var first = Assert.IsType<DraftOutcome.Saved>(await Save("One", null)).At;
        var second = Assert.IsType<DraftOutcome.Saved>(await Save("Two", first)).At;
        Assert.Equal(("Two", second), Assert.IsType<DraftOutcome.Newer>(await Save("Three", first)) is var newer ? (newer.Draft.Text, newer.Draft.UpdatedAt) : default);
        Assert.IsType<DraftOutcome.Newer>(await Save("", null));
        Assert.Null(Assert.IsType<DraftOutcome.Saved>(await Save("\n", second)).At);
        Assert.Null((await desk.ViewAsync()).Draft);
        Assert.Null(Assert.IsType<DraftOutcome.Saved>(await Save("\n", null)).At);
        Assert.IsType<DraftOutcome.NotFound>(await desk.Get<SaveDraft>().RunAsync("nowhere", "anna", new("One", [], [], null, null), Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task People_are_merged_only_by_staff_and_undone_with_both_histories(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@y", "Ann@y.example"));
        var people = (await desk.CardsAsync()).Select(c => c.Person.Id).ToList();
        var merged = Assert.IsType<Outcome<MergedPeople>.Done>(await desk.Get<MergePeople>().RunAsync(people[0], "anna", people[1], Desk.Stop)).Value;
        Assert.Equal(2, merged.Person.Identities.Count);
        Assert.Equal(2, (await desk.CardsAsync(new() { PersonId = people[0] })).Count);
        Done(await desk.Get<Undo>().RunAsync(merged.UndoId, Desk.Stop));
        Assert.Single(await desk.CardsAsync(new() { PersonId = people[1] }));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Lists_page_by_keyset_with_those_who_wait_longest_first_and_search_folds_accents(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        for (var i = 0; i < 7; i++)
        {
            await desk.ApplyAsync(desk.Mail($"m{i}@x", $"p{i}@x.example", subject: $"Réf {i}", text: $"Mon colis n'est pas arrivé 包裹在哪里 {i}"));
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var all = await desk.CardsAsync();
        Assert.Equal(["Réf 0", "Réf 1", "Réf 2", "Réf 3", "Réf 4", "Réf 5", "Réf 6"], all.Select(c => c.Subject));
        foreach (var query in new[] { null, "ARRIVE colis", "包裹" })
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await desk.Get<Conversations>().ListAsync(new() { Query = query, Limit = 3, Cursor = cursor, State = States.Waiting, Visible = [desk.Account] }, Desk.Stop);
                seen.AddRange(page.Items.Select(c => c.Id));
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(all.Select(c => c.Id).Order(), seen.Order());
        }
        foreach (var hostile in new[] { "\"", "a OR b*", "NEAR(", "' ; drop", "colis:!&|", "-" })
            Assert.Empty(await desk.CardsAsync(new() { Query = hostile + " zzz" }));
    }

    private static Acted Done(Outcome<Acted> outcome) => Assert.IsType<Outcome<Acted>.Done>(outcome).Value;
}
