using System.Text;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Hosting;

namespace Inbox.Tests.Threads;

/// <summary>An erasure takes nothing of somebody else who is called the same elsewhere, or whose name only looks alike.</summary>
public sealed class ErasedOthersTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_only_typed_anns_address_is_erased_and_ann_loses_nothing(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        using var intake = await StartAsync(desk);
        await desk.ApplyAsync(desk.Mail("m1", "ann@x.example", text: "anns own words", cc: ["carl@z.example"]));
        var typed = new Party("v-1", "stranger", null, "ann@x.example");
        await desk.ApplyAsync(desk.Comment(page, "c1", "stranger") with { Author = typed, Contact = typed });
        var participants = await ParticipantsAsync(desk);
        var waiting = desk.Mail("m2", "ann@x.example", subject: "Another", text: "more", replyTo: ["m1"]);
        await AcceptAsync(intake, desk.Account, "anns third, raw", waiting);

        await EraseAsync(desk, "stranger");

        Assert.Equal(participants, await ParticipantsAsync(desk));
        Assert.Contains("anns third, raw", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);
        await desk.Get<BatchWriter>().ApplyAsync([waiting], Desk.Stop);
        Assert.Equal(2, (await desk.CardsAsync()).Single(c => c.Person.Name == "ann").Messages);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Another_channels_person_of_the_same_id_loses_nothing(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (page, chat) = (await desk.AddAccountAsync("page"), await desk.AddAccountAsync("chat"));
        using var intake = await StartAsync(desk);
        await desk.ApplyAsync(desk.Comment(page, "c1", "7", text: "first"));
        await AcceptAsync(intake, chat, "raw bytes of another 7", desk.Chat(chat, "m9", "7", "waiting words of another 7"));
        await AcceptAsync(intake, chat, """{"from":"7","text":"unread words of another 7"}""");
        foreach (var account in new[] { page, chat })
            await desk.Get<Timelines>().AddAsync(new() { AccountId = account, Contact = "7", Id = Id.New(desk.Clock), Direction = "in", Text = $"seen in {account}" }, Desk.Stop);

        await EraseAsync(desk, "7");

        var all = await ErasePersonTests.AllAsync(desk.Database);
        Assert.All(["waiting words of another 7", "raw bytes of another 7", "unread words of another 7", $"seen in {chat}"], words => Assert.Contains(words, all, StringComparison.Ordinal));
        Assert.DoesNotContain($"seen in {page}", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From: <Ann@x.example> words", false)]
    [InlineData("{\"to\":\"ann@x.example\"} words", false)]
    [InlineData("She wrote from 'ann@x.example'. Some words", false)]
    [InlineData("Write to ann@x.example.\r\nwords", false)]
    [InlineData("ann@x.example", false)]
    [InlineData("joann@x.example, ann@x.example", false)]
    [InlineData("From: joann@x.example\nwords", true)]
    [InlineData("From: jo.ann@x.example\nwords", true)]
    [InlineData("From: o'ann@x.example\nwords", true)]
    [InlineData("From: shop+ann@x.example\nwords", true)]
    [InlineData("From: ann@x.example.org\nwords", true)]
    [InlineData("From: ann@x.examples\nwords", true)]
    public async Task Bytes_that_nobody_could_read_go_where_the_whole_address_stands_in_them(string raw, bool stays)
    {
        await using var desk = await Desk.OpenAsync();
        using var intake = await StartAsync(desk);
        await desk.ApplyAsync(desk.Mail("m1", "ann@x.example"));
        await AcceptAsync(intake, desk.Account, raw);

        await EraseAsync(desk, "ann");

        Assert.Equal(stays, (await ErasePersonTests.AllAsync(desk.Database)).Contains(raw, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_were_read_meanwhile_are_judged_by_what_was_read()
    {
        await using var desk = await Desk.OpenAsync();
        using var intake = await StartAsync(desk);
        await desk.ApplyAsync(desk.Mail("m1", "ann@x.example"));
        await AcceptAsync(intake, desk.Account, "From: bob@y.example\nCc: ann@x.example\nbobs words");
        var quarantine = desk.Get<Quarantine>();
        var bobs = desk.Mail("m2", "bob@y.example", text: "bobs words");
        Assert.True(await intake.ReplayAsync(quarantine, Assert.Single(await quarantine.ListAsync(null, 10, Desk.Stop)), [bobs], [], Desk.Stop));
        await desk.ApplyAsync(bobs);

        await EraseAsync(desk, "ann");

        Assert.Contains("From: bob@y.example", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Bytes_of_the_persons_own_go_whole_and_quarantine_says_that_what_was_unread_in_them_went_too(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var intake = await StartAsync(desk);
        var mail = desk.Mail("m1", "ann@x.example") with { PayloadId = "p1" };
        await intake.AcceptAsync(new(desk.Account, "k1", "application/json", "anns words; bobs only words"u8.ToArray(), [mail], []) { PayloadId = "p1", Unreadable = "one of two" }, Desk.Stop);
        await desk.ApplyAsync(mail);

        await EraseAsync(desk, "ann");

        Assert.DoesNotContain("words", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);
        var entry = Assert.Single(await desk.Get<Quarantine>().ListAsync(null, 10, Desk.Stop));
        Assert.Equal(("These bytes were emptied when a person was erased whose message they held. What else stood in them can be read no more.", 0), (entry.Reason, entry.Size));
    }

    private static Task<List<string>> ParticipantsAsync(Desk desk) => desk.Database.ListAsync<string>("select conversation_id || address from participants order by address", null, Desk.Stop);

    private static async Task<Intake> StartAsync(Desk desk)
    {
        var intake = new Intake(desk.Database, desk.Clock);
        await ((IHostedService)intake).StartAsync(Desk.Stop);
        return intake;
    }

    /// <summary>Accepts bytes with what was read from them; with nothing, nobody could read them.</summary>
    private static Task AcceptAsync(Intake intake, string account, string raw, params MessageReceived[] events)
    {
        var payload = Desk.Key(raw);
        return intake.AcceptAsync(
            new(account, payload, "application/json", Encoding.UTF8.GetBytes(raw), [.. events.Select(e => e with { PayloadId = payload })], []) { PayloadId = payload, Unreadable = events.Length == 0 ? "not understood" : null }, Desk.Stop);
    }

    private static async Task EraseAsync(Desk desk, string name) =>
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync((await desk.CardsAsync()).First(c => c.Person.Name == name).Person.Id, "anna", Desk.Stop));
}
