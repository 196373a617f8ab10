using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>What became part of another conversation is erased with its person, wherever it went.</summary>
public sealed class ErasedMergesTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A40_an_erased_person_is_found_nowhere_though_a_conversation_of_theirs_was_merged(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@x", "ann@x.example"));
        var cards = await desk.CardsAsync();
        var merge = await MergedAsync(desk, cards[0].Id, cards[1].Id);

        await EraseAsync(desk, "ann");

        await NothingIsLeftAsync(desk);
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(merge, Desk.Stop));
        await NothingIsLeftAsync(desk);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_went_into_somebody_elses_conversation_is_taken_out_of_it_and_theirs_stays(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@y", "bob@y.example", "Bobs subject", "bobs words"), desk.Mail("m2@x", "ann@x.example"));
        var cards = await desk.CardsAsync();
        var (bobs, anns) = (cards.Single(c => c.Person.Name == "bob").Id, cards.Single(c => c.Person.Name == "ann").Id);
        await desk.Get<Tags>().AddAsync(bobs, "anna", "bobstag", Desk.Stop);
        await desk.Get<SaveDraft>().RunAsync(anns, "mia", new("Dear secret", [], [], null, null), Desk.Stop);
        await desk.Get<SaveDraft>().RunAsync(bobs, "mia", new("Dear Bob 🎉🎉", [], [], null, null), Desk.Stop); // SQL counts these as one sign each, and C# as two
        await MergedAsync(desk, bobs, anns);

        await EraseAsync(desk, "ann", cards.Single(c => c.Person.Name == "ann").Person.Id);

        var left = await NothingIsLeftAsync(desk);
        Assert.Contains("bobs words", left, StringComparison.Ordinal);
        Assert.Equal(["bobstag"], (await desk.CardAsync()).Tags);
        Assert.Equal(["Dear Bob 🎉🎉"], await desk.Database.ListAsync<string>("select text from drafts", null, Desk.Stop));
    }

    [Fact]
    public async Task What_became_part_of_a_conversation_of_theirs_is_erased_like_the_rest_of_it()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@y", "bob@y.example"));
        var cards = await desk.CardsAsync();
        var (anns, others) = (cards.Single(c => c.Person.Name == "ann"), cards.Single(c => c.Person.Name == "bob"));
        await MergedAsync(desk, anns.Id, others.Id);

        await EraseAsync(desk, "ann", anns.Person.Id);

        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(desk.Database), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_merge_that_was_undone_leaves_the_other_person_theirs()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"), desk.Mail("m2@y", "bob@y.example"));
        var cards = await desk.CardsAsync();
        var (anns, bobs) = (cards.Single(c => c.Person.Name == "ann"), cards.Single(c => c.Person.Name == "bob"));
        await desk.Get<Tags>().AddAsync(bobs.Id, "anna", "bobstag", Desk.Stop);
        var merged = Assert.IsType<Outcome<Acted>.Done>(await desk.Get<MergeConversations>().RunAsync(anns.Id, "anna", bobs.Id, Desk.Stop)).Value;
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(merged.ActId!, Desk.Stop));

        await EraseAsync(desk, "ann", anns.Person.Id);

        Assert.Equal(["bobstag"], (await desk.CardsAsync()).Single(c => c.Id == bobs.Id).Tags);
    }

    /// <summary>With a draft, a tag and a context in the one that goes.</summary>
    private static async Task<string> MergedAsync(Desk desk, string stays, string goes)
    {
        await desk.Get<SaveDraft>().RunAsync(goes, "anna", new("Dear secret", [], [], null, null), Desk.Stop);
        await desk.Get<Tags>().AddAsync(goes, "anna", "secrettag", Desk.Stop);
        return Assert.IsType<Outcome<Acted>.Done>(await desk.Get<MergeConversations>().RunAsync(stays, "anna", goes, Desk.Stop)).Value.ActId!;
    }

    private static async Task EraseAsync(Desk desk, string name, string? person = null) =>
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync(person ?? (await desk.CardsAsync()).First(c => c.Person.Name == name).Person.Id, "anna", Desk.Stop));

    private static async Task<string> NothingIsLeftAsync(Desk desk)
    {
        var left = await ErasePersonTests.AllAsync(desk.Database);
        Assert.DoesNotContain("secret", left, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ann@x", left, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        return left;
    }
}
