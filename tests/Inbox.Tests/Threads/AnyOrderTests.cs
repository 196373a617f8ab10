using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>State is a pure function of the messages: whatever the order, the batches and the repeats.</summary>
public sealed class AnyOrderTests
{
    private static readonly string[] People = ["ann@x.example", "bob@x.example", "eve@y.example", "joe@z.example", ""];
    private static readonly string[] Subjects = ["Invoice", "Re: Invoice", "Party", "Fwd: party", ""];

    [Fact]
    public async Task Mails_in_any_order_and_repeated_give_the_same_conversations_clocks_and_cards()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            string? groups = null, state = null;
            for (var order = 0; order < 4; order++)
            {
                await using var desk = await Desk.OpenAsync();
                var mails = Mails(desk, new Random(seed));
                await DeliverAsync(desk, mails, order == 0 ? null : new Random(seed * 100 + order));
                Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
                groups ??= await desk.GroupsAsync();
                state ??= await desk.StateAsync();
                Assert.True(groups == await desk.GroupsAsync(), $"seed {seed}, order {order}:\n{groups}\n{await desk.GroupsAsync()}\n{Text(mails)}");
                Assert.True(state == await desk.StateAsync(), $"seed {seed}, order {order}:\n{state}\n---\n{await desk.StateAsync()}");
            }
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task F17_every_event_three_times_shuffled_by_eight_workers_is_there_once(string database)
    {
        string? groups = null;
        foreach (var workers in new[] { 1, 8 })
        {
            await using var desk = await Desk.OpenAsync(database);
            var mails = Mails(desk, new Random(7));
            var events = workers == 1 ? mails : [.. mails, .. mails, .. mails];
            var random = new Random(workers);
            random.Shuffle(events);
            await Parallel.ForEachAsync(events.Chunk(5), new ParallelOptions { MaxDegreeOfParallelism = workers }, async (chunk, _) => await desk.ApplyAsync([.. chunk]));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
            Assert.Equal(groups ??= await desk.GroupsAsync(), await desk.GroupsAsync());
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Messages_of_one_second_stand_in_the_order_of_the_platform_and_where_it_has_none_in_the_same_one_however_they_came(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (numbered, nameless) = (new List<string>(), new List<string>());
        for (var seed = 0; seed < 12; seed++)
        {
            var (one, other) = ($"ann{seed}", $"bob{seed}");
            var chat = await desk.AddAccountAsync("chat");
            MessageReceived[] said = [.. Enumerable.Range(9, 4).Select(i => desk.Chat(chat, $"{i}", one, $"Number {i}?", direction: i == 11 ? Direction.Out : Direction.In) with { Sequence = i })];
            MessageReceived[] also = [.. Enumerable.Range(19, 4).Select(i => desk.Chat(chat, $"{i}", other, $"Also {i}?") with { Sequence = null })];
            MessageReceived[] events = [.. said, .. also];
            new Random(seed).Shuffle(events);
            foreach (var e in events)
                await desk.ApplyAsync(e with { EventId = Id.New(desk.Clock) });
            foreach (var card in await desk.CardsAsync(new() { Account = chat }))
                (card.Person.Name == one ? numbered : nameless).Add($"{string.Join(',', (await desk.MessagesAsync(card.Id)).Select(m => m.ExternalId))} {card.Preview}");
        }
        Assert.Equal(["9,10,11,12 Number 12?"], numbered.Distinct());
        Assert.Single(nameless.Distinct());
        Assert.Equal((12, 12), (numbered.Count, nameless.Count));
    }

    [Fact]
    public async Task B52_edits_and_deletions_before_after_and_twice_give_the_same_message()
    {
        string? state = null;
        for (var seed = 0; seed < 24; seed++)
        {
            await using var desk = await Desk.OpenAsync();
            var chat = await desk.AddAccountAsync("chat");
            var at = desk.Clock.GetUtcNow();
            IChannelEvent[] events =
            [
                desk.Chat(chat, "1", "ann", "First?"),
                new MessageEdited(Id.New(desk.Clock), chat, "1", new("Second?", "Second?"), at.AddSeconds(5)),
                new MessageEdited(Id.New(desk.Clock), chat, "1", new("Third?", "Third?"), at.AddSeconds(9)),
                new MessageDeleted(Id.New(desk.Clock), chat, "1", at.AddSeconds(60)),
                new MessageDeleted(Id.New(desk.Clock), chat, "1", at.AddSeconds(60)),
                desk.Chat(chat, "2", "ann", "And?", at.AddSeconds(100)),
                new MessageEdited(Id.New(desk.Clock), chat, "2", new("And then?", "And then?"), at.AddSeconds(105)),
                new MessageEdited(Id.New(desk.Clock), chat, "2", new("And now?", "And now?"), at.AddSeconds(109)),
                new MessageEdited(Id.New(desk.Clock), chat, "2", new("And nor?", "And nor?"), at.AddSeconds(109)),
            ];
            new Random(seed).Shuffle(events);
            foreach (var e in events)
                await desk.ApplyAsync(e);
            Assert.Equal(state ??= await desk.StateAsync(), await desk.StateAsync());
            Assert.Equal((at.AddSeconds(100), "And now?"), ((await desk.CardAsync()).WaitingSince, (await desk.CardAsync()).Preview));
            Assert.Single(await desk.CardsAsync(new() { Query = "ann now" }));
            Assert.Empty(await desk.CardsAsync(new() { Query = "then" }));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Fact]
    public async Task B52_what_is_held_spam_gone_and_taken_back_stands_the_same_in_any_order()
    {
        string? state = null;
        for (var seed = 0; seed < 40; seed++)
        {
            await using var desk = await Desk.OpenAsync();
            var page = await desk.AddAccountAsync("page");
            var at = desk.Clock.GetUtcNow();
            MessageReceived Shown(string id, string person, ModerationState how, int second) => desk.Comment(page, id, person, at: at) with { Standing = new(how, at.AddSeconds(second)) };
            MessageModerated Now(string id, ModerationState how, int second) => new(Id.New(desk.Clock), page, id, new(how, at.AddSeconds(second)));
            MessageDeleted Gone(string id, int second) => new(Id.New(desk.Clock), page, id, at.AddSeconds(second));
            IChannelEvent[] events =
            [
                Shown("back", "ann", ModerationState.Held, 1), Gone("back", 10), Gone("back", 11), Shown("back", "ann", ModerationState.Approved, 20),
                Shown("gone", "bob", ModerationState.Approved, 1), Gone("gone", 5), Now("gone", ModerationState.Hidden, 20), Gone("gone", 31), Gone("gone", 30), Gone("gone", 30),
                Shown("spam", "cid", ModerationState.Approved, 1), Now("spam", ModerationState.Held, 5), Now("spam", ModerationState.Spam, 9),
                Shown("good", "dan", ModerationState.Approved, 1), Now("good", ModerationState.Spam, 5), Now("good", ModerationState.Approved, 9),
                Shown("same", "eve", ModerationState.Held, 5), Now("same", ModerationState.Spam, 5), Now("same", ModerationState.Approved, 5),
            ];
            new Random(seed).Shuffle(events);
            foreach (var some in events.Concat(events).Chunk(1 + seed % 5))
                await desk.ApplyAsync(some);
            var rows = await desk.Database.ListAsync<string>(
                "select external_id || ' ' || moderation || ' ' || coalesce(cast(deleted_at as text), '') || case when direction = 'in' then '' else '!' end from messages order by external_id", null, Desk.Stop);
            Assert.Equal(["back approved ", $"gone hidden {at.AddSeconds(30).ToUnixTimeMilliseconds()}", "good approved ", "same spam ", "spam spam "], rows);
            Assert.Equal(["ann", "dan"], (await desk.CardsAsync(new() { State = States.Waiting })).Select(c => c.Person.Name!).Order());
            Assert.Equal(state ??= await desk.StateAsync(), await desk.StateAsync());
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    private static MessageReceived[] Mails(Desk desk, Random random)
    {
        var mails = new List<MessageReceived>();
        for (var i = 0; i < 14; i++)
        {
            string[] references = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => $"m{random.Next(0, 16)}@x").Where(id => id != $"m{i}@x")];
            var ours = random.Next(6) == 0;
            var mail = desk.Mail(
                $"m{i}@x", People[random.Next(People.Length)], Subjects[random.Next(Subjects.Length)], random.Next(5) == 0 ? "Thanks!" : $"Text {i}?", references: references,
                cc: random.Next(4) == 0 ? [People[random.Next(4)]] : null, at: desk.Clock.GetUtcNow().AddHours(i * random.Next(1, 30)).AddMinutes(i),
                direction: ours ? Direction.Out : Direction.In, to: ours ? [People[random.Next(4)]] : null,
                automatic: random.Next(9) == 0 ? AutomaticKind.AutoReply : null, key: $"{i}");
            var named = mail.Contact is { } contact ? contact with { Name = random.Next(3) == 0 ? null : $"{contact.Name} {random.Next(3)}" } : null;
            mails.Add(mail with { Author = ours || named is null ? mail.Author : named, Contact = named });
        }
        return [.. mails];
    }

    private static async Task DeliverAsync(Desk desk, MessageReceived[] mails, Random? random)
    {
        if (random is null)
        {
            foreach (var mail in mails)
                await desk.ApplyAsync(mail);
            return;
        }
        IChannelEvent[] events = [.. mails, .. mails];
        random.Shuffle(events);
        for (var i = 0; i < events.Length;)
        {
            var size = random.Next(1, 8);
            await desk.ApplyAsync([.. events.Skip(i).Take(size)]);
            i += size;
        }
    }

    private static string Text(MessageReceived[] mails) => string.Join('\n', mails.Select(m => $"{m.ExternalId} {m.Direction} {m.Author.Address} {m.Body.Subject} refs {string.Join(' ', m.Mail!.References)} to {string.Join(' ', m.Mail.To.Concat(m.Mail.Cc).Select(p => p.Address))} {m.Automatic}"));
}
