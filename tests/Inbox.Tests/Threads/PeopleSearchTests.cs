using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class PeopleSearchTests
{
    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task People_are_found_by_beginnings_of_their_names_and_addresses_whatever_the_accents(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(Named(desk, "m1@x", "lovelace@x.example", "Adà Lovelace"), Named(desk, "m2@x", "grace@y.example", "Grace Hopper"));
        Assert.Equal("lovelace@x.example", await FoundAsync(desk, "ada"));
        Assert.Equal("lovelace@x.example", await FoundAsync(desk, "ADÀ love"));
        Assert.Equal("grace@y.example", await FoundAsync(desk, "grace@y.ex"));
        Assert.Equal("grace@y.example lovelace@x.example", await FoundAsync(desk, "example"));
        Assert.Equal("grace@y.example lovelace@x.example", await FoundAsync(desk, " "));
        Assert.Equal("", await FoundAsync(desk, "%"));
        Assert.Equal("", await FoundAsync(desk, "ada hopper"));
        Assert.Equal("", await FoundAsync(desk, "ada", ["elsewhere"]));
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Who_is_called_otherwise_is_found_by_the_new_name_and_who_is_erased_by_none(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(Named(desk, "m1@x", "lovelace@x.example", "Ada Byron"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(Named(desk, "m2@x", "lovelace@x.example", "Ada King"));
        Assert.Equal("", await FoundAsync(desk, "byron"));
        Assert.Equal("lovelace@x.example", await FoundAsync(desk, "king"));
        await desk.Get<ErasePerson>().RunAsync((await desk.CardsAsync())[0].Person.Id, "anna", Desk.Stop);
        Assert.Equal(0, await desk.Database.OneAsync<long>("select count(*) from people_search", null, Desk.Stop));
    }

    private static MessageReceived Named(Desk desk, string id, string address, string name)
    {
        var mail = desk.Mail(id, address);
        var author = mail.Author with { Name = name };
        return mail with { Author = author, Contact = author };
    }

    private static async Task<string> FoundAsync(Desk desk, string text, string[]? visible = null) =>
        string.Join(' ', (await desk.Get<PeopleSearch>().FindAsync(text, visible, 20, Desk.Stop)).Select(p => p.Identities[0].Address));
}
