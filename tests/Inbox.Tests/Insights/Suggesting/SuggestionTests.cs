using Inbox.Insights;
using Inbox.Storage;
using Inbox.Tests.Threads;
using Inbox.Threads;

namespace Inbox.Tests.Insights.Suggesting;

public sealed class SuggestionTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_conversation_has_a_suggestion_with_its_evidence_and_the_same_again_changes_nothing(string database)
    {
        await using var desk = await OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "The lamp is broken. Can you send another one?"));
        var (id, writer) = ((await desk.CardAsync()).Id, Writer(desk));

        var made = Assert.Single(await writer.RunAsync([id], Desk.Stop));
        Assert.Equal(("question", "complaint", "rule", "mark: ?", "en", "help"), (made.Nature, made.Also, made.NatureSource, made.NatureEvidence, made.Language, made.Why));
        Assert.Empty(await writer.RunAsync([id, "nobody"], Desk.Stop));
        Assert.Equal(made, (await new SuggestionBook(desk.Database).OfAsync([id], Desk.Stop))[id]);
        Assert.Empty((await SuggestionReader.StaleAsync(desk.Database, "", 10, Desk.Stop)).Stale);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_staff_say_is_learned_beside_what_was_suggested_and_forgotten_when_it_is_undone(string database)
    {
        await using var desk = await OpenAsync(database);
        var (writer, set) = (Writer(desk), desk.Get<SetContext>());
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "Where is my parcel?"), desk.Mail("m2@x", "ann@x.example", subject: "Other", text: "Where is the other one?"));
        var ids = await IdsAsync(desk);
        await writer.RunAsync(ids, Desk.Stop);

        var act = Assert.IsType<Outcome<Acted>.Done>(await set.RunAsync(ids[0], "anna", new("customer", null, "complaint", null), Desk.Stop)).Value.ActId!;
        await writer.RunAsync(ids, Desk.Stop);
        var book = await new SuggestionBook(desk.Database).OfAsync(ids, Desk.Stop);
        Assert.Equal(("question", "complaint", 1), (book[ids[0]].Nature, book[ids[0]].NatureGiven, await CountAsync(desk)));
        await writer.RunAsync([ids[1]], Desk.Stop);
        Assert.Equal("customer", (await new SuggestionBook(desk.Database).OfAsync(ids, Desk.Stop))[ids[1]].Who);

        await desk.Get<Undo>().RunAsync(act, Desk.Stop);
        await writer.RunAsync(ids, Desk.Stop);
        Assert.Equal(0, await CountAsync(desk));
        Assert.Null((await new SuggestionBook(desk.Database).OfAsync(ids, Desk.Stop))[ids[0]].ReviewedAt);
    }

    [Fact]
    public async Task What_staff_of_one_account_say_of_a_person_is_not_suggested_to_those_who_see_another()
    {
        await using var desk = await OpenAsync("sqlite");
        var other = await desk.AddAccountAsync("email");
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "Where is my parcel?"));
        var secret = (await desk.CardAsync()).Id;
        await desk.Get<SetContext>().RunAsync(secret, "anna", new("staff", null, null, null), Desk.Stop);
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", subject: "Other", text: "Where is the other one?") with { AccountId = other });
        var seen = Assert.Single(await IdsAsync(desk), id => id != secret);

        await Writer(desk).RunAsync([seen], Desk.Stop);
        Assert.DoesNotContain("staff", (await new SuggestionBook(desk.Database).OfAsync([seen], Desk.Stop))[seen].Who ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Sentiment_and_language_are_corrected_beside_what_was_suggested_and_taken_back(string database)
    {
        await using var desk = await OpenAsync(database);
        var (writer, set) = (Writer(desk), desk.Get<SetContext>());
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "The lamp is great, thank you so much!"), desk.Mail("m2@x", "bob@x.example", text: "The lamp is great, thank you so much!"));
        var ids = await IdsAsync(desk);
        await writer.RunAsync([ids[0]], Desk.Stop);
        Assert.IsType<Outcome<Acted>.Invalid>(await set.RunAsync(ids[0], "anna", new(null, null, null, null) { Language = "klingon" }, Desk.Stop));
        Assert.IsType<Outcome<Acted>.Invalid>(await set.RunAsync(ids[0], "anna", new(null, null, null, null) { Sentiment = "meh" }, Desk.Stop));

        var change = new ContextChange(null, null, null, null) { Sentiment = "negative", Language = "de" };
        var act = Assert.IsType<Outcome<Acted>.Done>(await set.RunAsync(ids[0], "anna", change, Desk.Stop)).Value.ActId!;
        await set.RunAsync(ids[1], "anna", change, Desk.Stop);
        await writer.RunAsync(ids, Desk.Stop);
        var book = await new SuggestionBook(desk.Database).OfAsync(ids, Desk.Stop);
        Assert.Equal(("positive", "negative", "en", "de"), (book[ids[0]].Sentiment, book[ids[0]].SentimentGiven, book[ids[0]].Language, book[ids[0]].LanguageGiven));
        // Nobody had seen a suggestion there.
        Assert.Equal(("unknown", null), (book[ids[1]].Sentiment, book[ids[1]].Language));
        var card = (await desk.CardsAsync()).Single(c => c.Id == ids[0]);
        Assert.Equal(("negative", "de"), (card.Sentiment, card.Language));

        await desk.Get<Undo>().RunAsync(act, Desk.Stop);
        await writer.RunAsync(ids, Desk.Stop);
        Assert.Equal((null, null), (await new SuggestionBook(desk.Database).OfAsync(ids, Desk.Stop))[ids[0]] is var left ? (left.SentimentGiven, left.LanguageGiven) : default);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_same_words_from_several_people_teach_once(string database)
    {
        await using var desk = await OpenAsync(database);
        foreach (var name in (string[])["ann", "bob", "eve"])
            await desk.ApplyAsync(desk.Mail($"{name}@x", $"{name}@x.example", text: "I fill in the form and ask for the catalogue."));
        await desk.ApplyAsync(desk.Mail("own@x", "kim@x.example", text: "My lamp came without its shade."));
        foreach (var id in await IdsAsync(desk))
            await desk.Get<SetContext>().RunAsync(id, "anna", new(null, null, "idea", null), Desk.Stop);
        await Writer(desk).RunAsync(await IdsAsync(desk), Desk.Stop);

        var examples = new Examples(desk.Database);
        await examples.RefreshAsync(Desk.Stop);
        Assert.Equal((4L, 2), (await CountAsync(desk), examples.Model.Texts));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A40_erasing_a_person_leaves_neither_example_nor_evidence(string database)
    {
        await using var desk = await OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example", text: "Bonjour, la lampe est cassée, c'est inadmissible"));
        var (card, writer) = (await desk.CardAsync(), Writer(desk));
        await writer.RunAsync([card.Id], Desk.Stop);
        await desk.Get<SetContext>().RunAsync(card.Id, "anna", new(null, null, "complaint", null) { Topic = "The broken lamp of Ann" }, Desk.Stop);
        await writer.RunAsync([card.Id], Desk.Stop);
        Assert.Equal(1, await CountAsync(desk));

        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop));
        await writer.RunAsync([card.Id], Desk.Stop);
        var left = (await new SuggestionBook(desk.Database).OfAsync([card.Id], Desk.Stop))[card.Id];
        Assert.Equal(("", "", null, 0), (left.NatureEvidence, left.SentimentEvidence, left.LanguageEvidence, await CountAsync(desk)));
        Assert.Equal(0, await NumberAsync(desk, "select count(*) from conversations where topic is not null"));
        Assert.Equal(0, await NumberAsync(desk, "select count(*) from acts where data like '%lamp%'"));
    }

    [Fact]
    public async Task A_merged_conversation_has_no_suggestion_of_its_own()
    {
        await using var desk = await OpenAsync("sqlite");
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@x", "ann@x.example", subject: "Other"));
        var (ids, writer) = (await IdsAsync(desk), Writer(desk));
        await writer.RunAsync(ids, Desk.Stop);
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<MergeConversations>().RunAsync(ids[0], "anna", ids[1], Desk.Stop));

        await writer.RunAsync(ids, Desk.Stop);
        Assert.Single(await new SuggestionBook(desk.Database).OfAsync(ids, Desk.Stop));
    }

    private static async Task<Desk> OpenAsync(string database)
    {
        var desk = await Desk.OpenAsync(database);
        await new Migrator(desk.Database, desk.Clock).RunAsync([InsightsRoom.Schema], Desk.Stop);
        return desk;
    }

    private static SuggestionWriter Writer(Desk desk) => new(desk.Database, new(desk.Database), desk.Clock);

    private static Task<List<string>> IdsAsync(Desk desk) => desk.Database.ListAsync<string>("select id from conversations order by id", null, Desk.Stop);

    private static Task<long> CountAsync(Desk desk) => NumberAsync(desk, "select count(*) from examples");

    private static Task<long> NumberAsync(Desk desk, string sql) => desk.Database.OneAsync<long>(sql, null, Desk.Stop);
}
