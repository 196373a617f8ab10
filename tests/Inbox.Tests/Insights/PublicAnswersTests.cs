using Inbox.Contracts;
using Inbox.Insights;
using Inbox.Storage;
using Inbox.Tests.Insights.Packs;
using Inbox.Tests.Threads;
using Inbox.Threads;

namespace Inbox.Tests.Insights;

/// <summary>Under a post readers answer each other; what that counts for follows whatever becomes of it, with packs and without.</summary>
public sealed class PublicAnswersTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_another_reader_answered_counts_as_long_as_it_stands_and_is_somebody_elses(string database)
    {
        await using var house = await PackDesk.OpenAsync(database);
        var (desk, asked) = (house.Desk, house.Desk.Clock.GetUtcNow());
        var page = await desk.AddAccountAsync("page", page: "4711");
        await desk.ApplyAsync(Reply("first", "bob", 2)); // before what it answers
        Assert.Equal((0, 0), await CountAsync(house));
        await desk.ApplyAsync(desk.Comment(page, "asked", "ann", at: asked));
        desk.Clock.Advance(TimeSpan.FromHours(60));
        Assert.Equal((1, 2), await CountAsync(house)); // what bob said waits for us, too

        await desk.ApplyAsync(new MessageDeleted("gone", page, "first", desk.Clock.GetUtcNow()));
        Assert.Equal((0, 1), await CountAsync(house));

        await desk.ApplyAsync(Reply("late", "cid", 24)); // told days after it was written
        var (ann, cid) = (await OfAsync("ann"), await OfAsync("cid"));
        Assert.Equal((1, 2), await CountAsync(house));
        foreach (var (context, asks) in new (ContextChange, (int, int))[]
        {
            (new(null, null, "spam", null), (0, 1)), (new(null, null, "question", null), (1, 2)), (new("staff", null, null, null), (0, 1)), (new("customer", null, null, null), (1, 2)),
        })
        {
            Assert.IsType<Outcome<Acted>.Done>(await desk.Get<SetContext>().RunAsync(cid.Id, "anna", context, Desk.Stop));
            Assert.Equal(asks, await CountAsync(house));
        }

        await desk.ApplyAsync(new MessageModerated("hidden", page, "late", new(ModerationState.Spam, desk.Clock.GetUtcNow())));
        Assert.Equal((0, 1), await CountAsync(house));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(new MessageModerated("shown", page, "late", new(ModerationState.Approved, desk.Clock.GetUtcNow())));
        Assert.Equal((1, 2), await CountAsync(house));

        var merged = Assert.IsType<Outcome<MergedPeople>.Done>(await desk.Get<MergePeople>().RunAsync(ann.Person.Id, "anna", cid.Person.Id, Desk.Stop));
        Assert.Equal((0, 2), await CountAsync(house));
        await desk.Get<Undo>().RunAsync(merged.Value.UndoId, Desk.Stop);
        Assert.Equal((1, 2), await CountAsync(house));

        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync(cid.Person.Id, "anna", Desk.Stop));
        Assert.Equal((0, 1), await CountAsync(house));

        MessageReceived Reply(string id, string author, double hours) => desk.Comment(page, id, author, parent: "asked", text: "It is, I asked in the shop. Right?", at: asked.AddHours(hours));

        async Task<Card> OfAsync(string name) => (await desk.CardsAsync()).Single(c => c.Person.Name == name);
    }

    [Fact]
    public async Task What_is_no_readers_answer_to_the_question_does_not_count()
    {
        await using var house = await PackDesk.OpenAsync("sqlite");
        var (desk, asked) = (house.Desk, house.Desk.Clock.GetUtcNow());
        var (page, other) = (await desk.AddAccountAsync("page", page: "4711"), await desk.AddAccountAsync("page", page: "4712"));
        await desk.ApplyAsync(desk.Comment(page, "asked", "ann", at: asked));
        desk.Clock.Advance(TimeSpan.FromHours(60));
        await desk.ApplyAsync(
            Under("asked", "self", "ann", 1), Under("asked", "late", "bob", 24.1), Under("asked", "thumb", "cid", 1, "👍"), Under("bare", "beside", "dan", 1), Under("post1", "new", "eve", 1),
            Under("asked", "machine", "fay", 1) with { Automatic = AutomaticKind.System }, Under("asked", "elsewhere", "gus", 1) with { AccountId = other }, Under("asked", "ours", null, 30));

        Assert.Equal(0, (await CountAsync(house)).ByPublic);
        await desk.ApplyAsync(Under("asked", "other", "hal", 23));
        Assert.Equal(1, (await CountAsync(house)).ByPublic);

        MessageReceived Under(string parent, string id, string? author, double hours, string text = "It is. Right?") => desk.Comment(page, id, author, parent: parent, text: text, at: asked.AddHours(hours));
    }

    /// <summary>How many asks only another reader answered within a day, and of how many: from what changed, from packs once they are made, and from rows alone.</summary>
    private static async Task<(int ByPublic, int Of)> CountAsync(PackDesk house)
    {
        var behind = await NowAsync();
        while (await house.Writer.RunAsync(100, Desk.Stop) > 0)
        {
        }
        Assert.Empty(await house.Check.RunAsync(Desk.Stop));
        var packed = await NowAsync();
        await house.ForgetAsync();
        Assert.Equal((behind, behind), (packed, await NowAsync()));
        while (await house.Writer.RunAsync(100, Desk.Stop) > 0)
        {
        }
        return behind;

        async Task<(int, int)> NowAsync()
        {
            var scope = new ReportScope(new(house.Desk.Clock.GetUtcNow().AddDays(-20), house.Desk.Clock.GetUtcNow().AddDays(1), TimeZoneInfo.Utc), await house.Desk.Database.ListAsync<string>("select id from accounts", null, Desk.Stop));
            return (await house.Get<Questions>().RunAsync(scope, TimeSpan.FromHours(24), Desk.Stop)).SingleOrDefault()?.ByPublic is { } p ? (p.K, p.N) : (0, 0);
        }
    }
}
