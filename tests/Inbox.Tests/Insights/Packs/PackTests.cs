using Inbox.Contracts;
using Inbox.Insights;
using Inbox.Storage;
using Inbox.Tests.Threads;
using Inbox.Threads;

namespace Inbox.Tests.Insights.Packs;

/// <summary>What reports read is made little by little, and is always what it would be if it were made anew.</summary>
public sealed class PackTests
{
    private static readonly string[] People = ["ann", "bob", "cid", "dan"], Natures = ["question", "complaint", "spam", "unknown"], Who = ["customer", "staff", "prospect", "unknown"];
    private static readonly string[] Outcomes = ["solved", "nouse", "unknown"], Texts = ["Where is it?", "Thanks!", "And in blue, or in green?", "👍", "It is broken again."];

    [Theory, InlineData("sqlite", 2), InlineData("postgres", 1)]
    public async Task Little_by_little_is_the_same_as_from_the_beginning_whatever_happened(string database, int seeds)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            await using var desk = await PackDesk.OpenAsync(database, few: seed % 2 * 2_000);
            var life = await LifeAsync(desk.Desk, new(seed));
            for (var step = 0; step < 40; step++)
            {
                await life();
                if (step % 4 == 3)
                    await desk.Writer.RunAsync(1 + step % 5, Desk.Stop); // mostly some stay behind
                if (step % 10 == 4 && await ScopeAsync(desk.Desk) is var then)
                    Assert.Equal(await desk.ReportsAnewAsync(then), await desk.ReportsAsync(then)); // with what is kept of persons
                if (step % 20 == 19)
                    Assert.Empty(await desk.Check.RunAsync(Desk.Stop));
            }
            await desk.Desk.ApplyAsync(desk.Desk.Mail("last@x", "ann@x.example"));
            var scope = await ScopeAsync(desk.Desk);
            Assert.NotEmpty(await desk.WaitingAsync());
            var behind = await desk.ReportsAsync(scope);
            while (await desk.Writer.RunAsync(7, Desk.Stop) > 0)
            {
            }
            Assert.Empty(await desk.Check.RunAsync(Desk.Stop));
            var packed = await desk.ReportsAsync(scope);
            await desk.ForgetAsync();
            var rows = await desk.ReportsAsync(scope);

            Assert.Contains(rows, r => r.StartsWith("DepthOfTalks", StringComparison.Ordinal));
            Assert.Equal(rows, packed);
            Assert.Equal(rows, behind);
            Assert.Empty(await desk.Desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Verify_sees_a_pack_that_says_something_else_than_its_rows(string database)
    {
        await using var desk = await PackDesk.OpenAsync(database);
        await desk.Desk.ApplyAsync(desk.Desk.Mail("m1@x", "ann@x.example"), desk.Desk.Mail("m2@x", "bob@x.example"));
        Assert.Equal(2, await desk.Writer.RunAsync(10, Desk.Stop));
        Assert.Empty(await desk.Check.RunAsync(Desk.Stop));

        await desk.Desk.Database.WriteAsync(t => t.RunAsync("update asks set answered_at = asked_at + 1 where id = (select min(id) from asks)", null, Desk.Stop), Desk.Stop);
        Assert.Single(await desk.Check.RunAsync(Desk.Stop));
        await desk.Desk.Database.WriteAsync(t => t.RunAsync("delete from insights_talks", null, Desk.Stop), Desk.Stop);
        Assert.Equal(5, (await desk.Check.RunAsync(Desk.Stop)).Count); // two not at their places, the one from before, and two in no pack
    }

    [Fact]
    public async Task What_changes_while_it_is_packed_stays_for_the_next_time()
    {
        await using var desk = await PackDesk.OpenAsync("sqlite");
        await desk.Desk.ApplyAsync(desk.Desk.Mail("m1@x", "ann@x.example"));
        await desk.Writer.RunAsync(10, Desk.Stop);
        Assert.Empty(await desk.WaitingAsync());

        await desk.Desk.ReplyAsync();
        Assert.NotEmpty(await desk.WaitingAsync());
        Assert.Equal(1, await desk.Writer.RunAsync(10, Desk.Stop));
        Assert.Equal(0, await desk.Writer.RunAsync(10, Desk.Stop));
    }

    private static async Task<ReportScope> ScopeAsync(Desk desk) => new(
        new(desk.Clock.GetUtcNow().AddDays(-20), desk.Clock.GetUtcNow().AddDays(1), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")), await desk.Database.ListAsync<string>("select id from accounts order by id", null, Desk.Stop));

    /// <summary>Something that happens, another thing each time: what comes in and goes out, and late; what staff do and undo; what people and platforms take back.</summary>
    private static async Task<Func<Task>> LifeAsync(Desk desk, Random random)
    {
        var (chat, profile, ids, said, acts) = (await desk.AddAccountAsync("chat"), await desk.AddAccountAsync("profile", page: "4711"), 0, new List<(string Account, string Id)>(), new List<string>());
        T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
        DateTimeOffset Late() => desk.Clock.GetUtcNow().AddHours(-random.Next(4) * random.Next(60));
        string Next(string account)
        {
            said.Add((account, $"{++ids}"));
            return $"{ids}";
        }
        await desk.ApplyAsync(desk.Mail("first@x", "ann@x.example"), desk.Comment(profile, Next(profile), "bob", channel: "profile"));
        return async () =>
        {
            desk.Clock.Advance(TimeSpan.FromHours(random.Next(30)));
            var cards = await desk.CardsAsync();
            var card = One(cards);
            var person = One(People);
            switch (random.Next(16))
            {
                case < 3:
                    await desk.ApplyAsync(desk.Mail($"m{++ids}@x", $"{person}@x.example", One(["Invoice", "Re: Invoice", "Party"]), One(Texts), at: Late(), direction: random.Next(3) == 0 ? Direction.Out : Direction.In, to: [$"{person}@x.example"]));
                    break;
                case < 5:
                    await desk.ApplyAsync(desk.Chat(chat, Next(chat), person, One(Texts), Late(), random.Next(3) == 0 ? Direction.Out : Direction.In));
                    break;
                case < 7:
                    await desk.ApplyAsync(desk.Comment(profile, Next(profile), random.Next(4) == 0 ? null : person, $"post{random.Next(2)}", random.Next(2) == 0 ? One(said).Id : null, One(Texts), Late(), channel: "profile"));
                    break;
                case 7:
                    var (account, id) = One(said);
                    await desk.ApplyAsync(random.Next(2) == 0 ? new MessageDeleted(Id.New(desk.Clock), account, id, desk.Clock.GetUtcNow()) : new MessageEdited(Id.New(desk.Clock), account, id, new("Changed it is?", "Changed it is?"), desk.Clock.GetUtcNow()));
                    break;
                case 8:
                    if (cards.FirstOrDefault(c => c.AccountId == card.AccountId && c.Id != card.Id) is { } other && await desk.Get<MergeConversations>().RunAsync(card.Id, "anna", other.Id, Desk.Stop) is Outcome<Acted>.Done { Value.ActId: { } merge })
                        acts.Add(merge);
                    break;
                case 9:
                    if ((await desk.MessagesAsync(card.Id)) is { Count: > 1 } messages && await desk.Get<SplitConversation>().RunAsync(card.Id, "anna", [One(messages).Id], Desk.Stop) is Outcome<Split>.Done split)
                        acts.Add(split.Value.UndoId);
                    break;
                case 10:
                    if ((await desk.ViewAsync(card.Id)).Asks is { Count: > 0 } asks)
                        await desk.Get<DismissAsk>().RunAsync(card.Id, "anna", One(asks).Id, random.Next(4) > 0, Desk.Stop);
                    break;
                case 11:
                    await desk.Get<SetContext>().RunAsync(card.Id, "anna", new(One(Who), "help", One(Natures), One(Outcomes)) { Topic = random.Next(2) == 0 ? "bread" : "" }, Desk.Stop);
                    await desk.Get<Assign>().RunAsync(card.Id, "anna", One(["bea", "joe"]), Desk.Stop);
                    break;
                case 12:
                    if (acts.Count > 0)
                        await desk.Get<Undo>().RunAsync(One(acts), Desk.Stop);
                    break;
                case 13:
                    await desk.Get<PostReply>().RunAsync(new(card.Id, "anna", "Anna", $"r{++ids}", "Here it is, in private.", null, card.Visibility == "public", []) { Inserted = ids % 2 == 0 ? [new("s1", "Here it is,")] : [] }, Desk.Stop);
                    var reply = await desk.Database.OneAsync<string>("select id from messages where client_id = @client", new { client = $"r{ids}" }, Desk.Stop);
                    if (reply is not null && random.Next(3) > 0)
                        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), card.AccountId, reply, 1, random.Next(3) == 0 ? ReplyState.Failed : ReplyState.Sent, desk.Clock.GetUtcNow(), $"e{ids}", null));
                    break;
                case 14:
                    await (random.Next(2) == 0 ? desk.Get<MergePeople>().RunAsync(card.Person.Id, "anna", One(cards).Person.Id, Desk.Stop) : (Task)desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop));
                    break;
                default:
                    await desk.Get<Schedules>().SetAsync(card.AccountId, new("Europe/Paris", [new([1, 2, 3, 4, 5], "09:00", $"{12 + random.Next(8)}:00")], [], "2020-01-01"), Desk.Stop);
                    break;
            }
        };
    }
}
