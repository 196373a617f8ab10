using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>What a platform says when it is asked who somebody is.</summary>
public sealed class PersonSeenTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Who_wrote_without_a_name_is_called_and_found_by_what_the_platform_says_later(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(Nameless(desk, "1", "2001"));
        var before = await desk.CardAsync();
        Assert.Null(before.Person.Name);

        var told = await desk.ApplyAsync(Seen(desk, "2001", "Ada Ivory", 1), Seen(desk, "nobody", "Nobody", 1));
        var card = await desk.CardAsync();
        Assert.Equal("Ada Ivory", card.Person.Name);
        Assert.Equal([(before.Id, card.Version)], told.Select(t => (t.Id, t.Version)));
        Assert.True(card.Version > before.Version);
        Assert.Single((await desk.Get<Conversations>().ListAsync(new() { Query = "ivory" }, Desk.Stop)).Items);

        // An older word changes nothing; neither does the same one again.
        Assert.Empty(await desk.ApplyAsync(Seen(desk, "2001", "Ada of old", -5)));
        Assert.Empty(await desk.ApplyAsync(Seen(desk, "2001", "Ada Ivory", 1)));
        Assert.Equal("Ada Ivory", (await desk.CardAsync()).Person.Name);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task A40_what_waits_of_an_erased_person_is_forgotten_with_them()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(Nameless(desk, "1", "2001"));
        var card = await desk.CardAsync();
        await desk.Database.WriteAsync(t => desk.Get<Intake>().AddAsync(t, [Seen(desk, "2001", "Ada Ivory", 1), Seen(desk, "2002", "Bob", 1)], Desk.Stop), Desk.Stop);

        await desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop);
        Assert.Equal("Bob", Assert.IsType<PersonSeen>(Assert.Single(await desk.Get<PendingEvents>().ListAsync(TimeSpan.FromDays(-1), "", 10, Desk.Stop)).Event).Person.Name);
    }

    private static MessageReceived Nameless(Desk desk, string id, string peer) => desk.Chat(desk.Account, id, peer) with { Author = new(peer), Contact = new(peer) };

    private static PersonSeen Seen(Desk desk, string peer, string name, int minute) => new(Id.New(desk.Clock), desk.Account, "chat", new(peer, name), desk.Clock.GetUtcNow().AddMinutes(minute));
}
