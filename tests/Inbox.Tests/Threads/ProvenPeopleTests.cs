using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class ProvenPeopleTests
{
    private static readonly KnownAs[] Ada = [new("email", "ada@example.org")];

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task A_proved_name_joins_a_visitor_with_the_person_whose_mails_we_have(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Mail("m-1", "ada@example.org"));
        await desk.ApplyAsync(desk.Chat(chat, "c-1", "visitor-1"));
        Assert.Equal(2, await PeopleAsync(desk));

        await desk.ApplyAsync(desk.Chat(chat, "c-2", "visitor-1") with { KnownAs = Ada });

        Assert.Equal(1, await PeopleAsync(desk));
        Assert.Equal(1, await desk.Database.OneAsync<long>("select count(distinct person_id) from conversations", null, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task A_typed_address_joins_nobody()
    {
        await using var desk = await Desk.OpenAsync();
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Mail("m-1", "ada@example.org"));
        var typed = desk.Chat(chat, "c-1", "visitor-1");
        await desk.ApplyAsync(typed with { Author = typed.Author with { Address = "ada@example.org" }, Contact = typed.Contact! with { Address = "ada@example.org" } });

        Assert.Equal(2, await PeopleAsync(desk));
    }

    [Fact]
    public async Task A_name_that_is_new_is_the_visitors_from_then_on()
    {
        await using var desk = await Desk.OpenAsync();
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "c-1", "visitor-1") with { KnownAs = Ada });
        await desk.ApplyAsync(desk.Mail("m-1", "ada@example.org"));

        Assert.Equal(1, await PeopleAsync(desk));
    }

    [Fact]
    public async Task What_staff_took_apart_again_stays_apart()
    {
        await using var desk = await Desk.OpenAsync();
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Mail("m-1", "ada@example.org"));
        await desk.ApplyAsync(desk.Chat(chat, "c-1", "visitor-1") with { KnownAs = Ada });
        var merged = Assert.Single((await PersonAsync(desk)).Merged);
        Assert.Null(merged.StaffId);
        await desk.Get<Undo>().RunAsync(merged.UndoId, Desk.Stop);
        Assert.Equal(2, await PeopleAsync(desk));
        Assert.Empty((await PersonAsync(desk)).Merged);

        await desk.ApplyAsync(desk.Chat(chat, "c-2", "visitor-1") with { KnownAs = Ada });

        Assert.Equal(2, await PeopleAsync(desk));
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Whom_the_platform_says_to_be_one_person_staff_may_take_apart_for_good(string database)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart: true);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Message("m0"));
        await desk.ApplyAsync(scene.Comment("c1"));
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply));
        Assert.Equal(1, await PeopleAsync(desk));

        // Rows of before: the act was there, and nobody remembered which.
        await desk.Database.WriteAsync(t => t.RunAsync("update people set merge_act = null; delete from migrations where name like '%018-merge-acts.sql'", null, Desk.Stop), Desk.Stop);
        await new Migrator(desk.Database, desk.Clock).RunAsync([ThreadsRoom.Schema], Desk.Stop);
        var person = (await scene.CommentedAsync()).Person.Id;
        var merged = Assert.Single((await desk.Get<People>().FindAsync(person, Desk.Stop))!.Merged);
        Assert.Null(merged.StaffId);
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(merged.UndoId, Desk.Stop));
        Assert.Equal(2, await PeopleAsync(desk));
        Assert.Empty((await desk.Get<People>().FindAsync(person, Desk.Stop))!.Merged);

        await desk.ApplyAsync(scene.Report(reply), scene.Message("echo", "I have sent you the list.", Direction.Out), scene.Message("m1"));
        Assert.Equal(2, await PeopleAsync(desk));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Whoever_is_taken_apart_is_called_what_they_called_themselves(string database)
    {
        foreach (var since in (string?[])[null, "ann-in-private", "ann"])
        {
            await using var scene = await PrivateAnswers.OpenAsync(database, apart: true);
            var desk = scene.Desk;
            await desk.ApplyAsync(scene.Comment("c1"));
            desk.Clock.Advance(TimeSpan.FromMinutes(5));
            await desk.ApplyAsync(scene.Message("m0"));
            desk.Clock.Advance(TimeSpan.FromMinutes(5));
            await desk.ApplyAsync(scene.Report(await scene.AnsweredAsync()));
            Assert.Equal("ann-in-private", (await scene.CommentedAsync()).Person.Name);
            desk.Clock.Advance(TimeSpan.FromMinutes(5));
            if (since is not null)
                await desk.ApplyAsync(since == "ann" ? scene.Comment("c2") : scene.Message("m1"));

            var merged = Assert.Single((await desk.Get<People>().FindAsync((await scene.CommentedAsync()).Person.Id, Desk.Stop))!.Merged);
            await desk.Get<Undo>().RunAsync(merged.UndoId, Desk.Stop);

            Assert.Equal(["ann", "ann-in-private"], await desk.Database.ListAsync<string>("select name from people order by name", null, Desk.Stop));
            Assert.Equal("ann", (await scene.CommentedAsync()).Person.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Whom_staff_took_apart_for_good_stays_apart_as_a_part_of_somebody_else(string database)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart: true);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Message("m0"), scene.Comment("c1"), scene.Comment("c2", author: "ann2", post: "post2"));
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        var comments = (await desk.CardsAsync()).Where(c => c.Visibility == "public").ToList();
        var (ann, other) = (comments.Single(c => c.Person.Name == "ann"), comments.Single(c => c.Person.Name == "ann2"));
        await desk.ApplyAsync(scene.Report(Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync(ann.Id)).Message));
        var merged = Assert.Single((await desk.Get<People>().FindAsync(ann.Person.Id, Desk.Stop))!.Merged);
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(merged.UndoId, Desk.Stop));
        Assert.IsType<Outcome<MergedPeople>.Done>(await desk.Get<MergePeople>().RunAsync(other.Person.Id, "anna", ann.Person.Id, Desk.Stop));

        await desk.ApplyAsync(scene.Comment("c3", post: "post3"));
        var third = (await desk.CardsAsync()).Single(c => c.Visibility == "public" && c.Id != ann.Id && c.Id != other.Id);
        await desk.ApplyAsync(scene.Report(Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync(third.Id, clientId: "r2")).Message, id: "echo2"));

        Assert.Equal(2, await PeopleAsync(desk));
        Assert.Single((await desk.Get<People>().FindAsync(ann.Person.Id, Desk.Stop))!.Merged);
    }

    [Fact]
    public async Task Whom_the_platform_says_to_be_one_person_the_page_offers_to_take_apart()
    {
        await using var scene = await PrivateAnswers.OpenAsync("sqlite", apart: true);
        await scene.Desk.ApplyAsync(scene.Message("m0"));
        await scene.Desk.ApplyAsync(scene.Comment("c1"));
        await scene.Desk.ApplyAsync(scene.Report(await scene.AnsweredAsync()));

        Assert.Single((await scene.Desk.Get<People>().FindAsync((await scene.CommentedAsync()).Person.Id, Desk.Stop))!.Merged);
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Erasing_a_person_wipes_what_they_saw_and_nobody_elses(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        var timelines = desk.Get<Timelines>();
        await desk.ApplyAsync(desk.Chat(chat, "c-1", "visitor-1"), desk.Chat(chat, "c-2", "visitor-2"));
        foreach (var visitor in (string[])["visitor-1", "visitor-2"])
            foreach (var id in (string[])["a", "b", "a"])
                await timelines.AddAsync(new() { AccountId = chat, Contact = visitor, Id = id, Direction = "in", Text = id }, Desk.Stop);
        Assert.Equal([1, 2], (await timelines.AfterAsync(chat, "visitor-1", 0, 10, Desk.Stop)).Select(e => e.Place));

        var person = await desk.Database.OneAsync<string>("select person_id from identities where external_id = 'visitor-1'", null, Desk.Stop);
        await desk.Get<ErasePerson>().RunAsync(person!, "staff", Desk.Stop);

        Assert.Empty(await timelines.AfterAsync(chat, "visitor-1", 0, 10, Desk.Stop));
        Assert.Equal(2, (await timelines.LatestAsync(chat, "visitor-2", 10, Desk.Stop)).Count);
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Whom_a_channel_calls_by_two_names_has_one_conversation_whichever_comes(string database)
    {
        foreach (var order in (int[][])[[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]])
        {
            await using var desk = await Desk.OpenAsync(database);
            var chat = await desk.AddAccountAsync("chat");
            MessageReceived[] said =
            [
                desk.Chat(chat, "c-1", "33612345678") with { KnownAs = [new("chat", "FR.1")] },
                desk.Chat(chat, "c-2", "FR.1"),
                desk.Chat(chat, "c-3", "FR.1"),
            ];
            foreach (var i in order)
                await desk.ApplyAsync(said[i]);

            Assert.Equal(3, (await desk.CardAsync()).Messages);
            Assert.Equal(1, await PeopleAsync(desk));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Two_names_that_staff_made_one_person_of_stay_two_conversations(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "c-1", "ann"), desk.Chat(chat, "c-2", "bob"));
        await desk.Database.WriteAsync(t => t.RunAsync("update identities set person_id = (select min(person_id) from identities)", null, Desk.Stop), Desk.Stop);
        await desk.ApplyAsync(desk.Chat(chat, "c-3", "ann"), desk.Chat(chat, "c-4", "bob"));

        Assert.Equal([2L, 2], (await desk.CardsAsync()).Select(c => c.Messages));
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Who_has_another_name_today_keeps_their_history_unless_two_accounts_shared_the_old_one(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (shop, phone) = (await desk.AddAccountAsync("chat"), await desk.AddAccountAsync("chat"));
        await desk.ApplyAsync(desk.Chat(shop, "s-1", "1"), desk.Chat(phone, "p-1", "1"), desk.Chat(shop, "s-2", "2"));
        await desk.ApplyAsync(Today(desk, shop, "s-3", "1"), Today(desk, phone, "p-2", "1"), Today(desk, phone, "p-3", "2"), Today(desk, shop, "s-4", "2"), Today(desk, shop, "s-5", "2"));

        Assert.Equal(
            ["1", $"{shop}/1", $"{phone}/1", $"{shop}/2", $"{phone}/2"],
            (await desk.Database.ListAsync<string>("select external_id from identities order by external_id", null, Desk.Stop)).OrderBy(n => n[^1]).ThenBy(n => n.Length).ThenBy(n => !n.StartsWith(shop, StringComparison.Ordinal)));
        Assert.Equal("p-1 | p-2 | p-3 | s-1 | s-2,s-4,s-5 | s-3", await desk.GroupsAsync());
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    private static MessageReceived Today(Desk desk, string account, string id, string person) => desk.Chat(account, id, $"{account}/{person}") with { Formerly = person };

    private static Task<long> PeopleAsync(Desk desk) => desk.Database.OneAsync<long>("select count(distinct person_id) from identities", null, Desk.Stop);

    private static async Task<PersonView> PersonAsync(Desk desk) =>
        (await desk.Get<People>().FindAsync((await desk.Database.OneAsync<string>("select person_id from identities where channel = 'email'", null, Desk.Stop))!, Desk.Stop))!;
}
