using System.Text;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Hosting;

namespace Inbox.Tests.Threads;

/// <summary>Whatever brought a person's words, the bytes and files it came with go with them, and nothing brings them back.</summary>
public sealed class ErasedCopiesTests
{
    /// <summary>What came besides the message; with a file each.</summary>
    public enum Besides { TheSameUnderAnotherKey, TheSameInOneBatch, AnEdit, AnEditBeforeIt, TwoEdits, AnEchoOfOurs, AnEchoBeforeItsReport, ADeletion }

    public static MatrixTheoryData<string, Besides> Everything => new(Desk.Databases.Select(d => d.Data), Enum.GetValues<Besides>());

    [Theory, MemberData(nameof(Everything))]
    public async Task Erasing_a_person_reaches_all_that_brought_their_words(string database, Besides besides)
    {
        await using var setup = await Setup.OpenAsync(database);
        var desk = setup.Desk;
        if (besides == Besides.AnEditBeforeIt)
            await setup.ComeAsync("p0", f => setup.Edit("secret0", f));
        if (besides == Besides.TheSameInOneBatch)
            await setup.ComeAsync(("p1", setup.Comment), ("p2", setup.Comment));
        else
            await setup.ComeAsync("p1", setup.Comment);
        if (besides == Besides.TheSameUnderAnotherKey)
            await setup.ComeAsync("p2", setup.Comment);
        if (besides is Besides.AnEdit or Besides.TwoEdits)
            await setup.ComeAsync("p2", f => setup.Edit("secret2", f));
        if (besides == Besides.TwoEdits)
            await setup.ComeAsync("p3", f => setup.Edit("secret3", f));
        if (besides == Besides.ADeletion)
            await setup.ComeAsync("p2", _ => new MessageDeleted(setup.NextId(), setup.Account, "c1", desk.Clock.GetUtcNow()));
        if (besides is Besides.AnEchoOfOurs or Besides.AnEchoBeforeItsReport)
        {
            var reply = await desk.ReplyAsync(text: "secret answer");
            if (besides == Besides.AnEchoBeforeItsReport)
                await setup.ComeAsync("p2", setup.Echo);
            await desk.ApplyAsync(new ReplyReported(setup.NextId(), setup.Account, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "ours1", null));
            await setup.ComeAsync("p3", setup.Echo);
            await setup.ComeAsync("p4", setup.Echo);
        }
        Assert.Contains("secret", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);

        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync((await desk.CardAsync()).Person.Id, "anna", Desk.Stop));

        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_comes_after_the_erasure_brings_nothing_back(string database)
    {
        await using var setup = await Setup.OpenAsync(database);
        var desk = setup.Desk;
        await setup.ComeAsync("p1", setup.Comment);
        var reply = await desk.ReplyAsync(text: "secret answer");
        await desk.ApplyAsync(new ReplyReported(setup.NextId(), setup.Account, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "ours1", null));
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync((await desk.CardAsync()).Person.Id, "anna", Desk.Stop));

        await setup.ComeAsync("p2", f => setup.Comment(f) with { Standing = new(ModerationState.Held, desk.Clock.GetUtcNow()) });
        await setup.ComeAsync("p3", f => setup.Edit("secret2", f));
        await setup.ComeAsync("p4", setup.Echo);

        var all = await ErasePersonTests.AllAsync(desk.Database);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\tc1\t", all, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Get<PendingEvents>().CountAsync(Desk.Stop));
        Assert.Single(await desk.CardsAsync());
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Other_peoples_copies_and_a_mail_of_the_same_id_stay(string database)
    {
        await using var setup = await Setup.OpenAsync(database);
        var desk = setup.Desk;
        await setup.ComeAsync("p1", setup.Comment);
        var bobs = desk.Comment(setup.Account, "c2", "bob", text: "bobs words");
        await setup.ComeAsync("p2", _ => bobs);
        await setup.ComeAsync("p3", _ => bobs with { EventId = setup.NextId() });
        await setup.ComeAsync("p4", _ => desk.Mail("same@id", "ann@x.example", text: "secret"), desk.Account);
        foreach (var card in (await desk.CardsAsync()).Where(c => c.Person.Name is "ann"))
            await desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop);

        await setup.ComeAsync("p5", _ => desk.Mail("same@id", "bob@y.example", text: "A mail of bob's"), desk.Account);

        var all = await ErasePersonTests.AllAsync(desk.Database);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.Equal(3, all.Split("raw of bob").Length - 1);
        Assert.Contains("A mail of bob's", all, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_nobody_could_read_yet_and_another_channels_person_of_the_same_id_stay(string database)
    {
        await using var setup = await Setup.OpenAsync(database);
        var (desk, chat) = (setup.Desk, await setup.Desk.AddAccountAsync("chat"));
        await setup.ComeAsync("p1", setup.Comment);
        await setup.AcceptAsync(new(setup.Account, "k1", "application/json", "a receipt"u8.ToArray(), [], []) { PayloadId = "n1", Noted = ["ann"] });
        await setup.AcceptAsync(new(setup.Account, "k2", "application/json", "a receipt, and what somebody else wrote"u8.ToArray(), [], []) { PayloadId = "n2", Noted = ["ann"], Unreadable = "not understood" });
        await setup.AcceptAsync(new(chat, "k3", "application/json", "a receipt of another"u8.ToArray(), [], []) { PayloadId = "n3", Noted = ["ann"] });

        await desk.Get<ErasePerson>().RunAsync((await desk.CardAsync()).Person.Id, "anna", Desk.Stop);

        Assert.Equal(["n2", "n3"], await desk.Database.ListAsync<string>("select id from payloads where id like 'n%' and length(content) > 0 order by id", null, Desk.Stop));
    }

    [Fact]
    public async Task An_id_that_a_reply_to_somebody_else_has_now_is_not_forgotten()
    {
        await using var desk = await Desk.OpenAsync();
        var chat = await desk.AddAccountAsync("chat");
        foreach (var (person, client) in new[] { ("ann", "r1"), ("bob", "r2") })
        {
            await desk.ApplyAsync(desk.Chat(chat, $"m-{person}", person));
            var reply = await desk.ReplyAsync((await desk.CardsAsync()).Single(c => c.Person.Name == person).Id, client);
            await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), chat, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "ok", null));
            if (person == "ann")
                await desk.Get<ErasePerson>().RunAsync((await desk.CardsAsync()).Single().Person.Id, "anna", Desk.Stop);
        }

        await desk.ApplyAsync(new DeliveryFailed(Id.New(desk.Clock), chat, "ok", "No such number.", desk.Clock.GetUtcNow()));

        Assert.Equal("failed", await desk.Database.OneAsync<string>("select state from messages where client_id = 'r2'", null, Desk.Stop));
    }

    /// <summary>A desk with one commented page, where things come with their raw bytes.</summary>
    private sealed class Setup(Desk desk, string account, Intake intake) : IAsyncDisposable
    {
        public Desk Desk => desk;

        public string Account => account;

        public static async Task<Setup> OpenAsync(string database)
        {
            var desk = await Desk.OpenAsync(database);
            var intake = new Intake(desk.Database, desk.Clock);
            await ((IHostedService)intake).StartAsync(Desk.Stop);
            return new(desk, await desk.AddAccountAsync("page"), intake);
        }

        public Task AcceptAsync(Delivery delivery) => intake.AcceptAsync(delivery, Desk.Stop);

        public string NextId() => Id.New(desk.Clock);

        public MessageReceived Comment(AttachmentRef file)
        {
            var e = desk.Comment(account, "c1", "ann", text: "secret question?", at: new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
            return e with { Body = e.Body with { Attachments = [file] } };
        }

        public MessageReceived Echo(AttachmentRef file)
        {
            var e = desk.Comment(account, "ours1", null, parent: "c1", text: "secret answer", at: new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
            return e with { Body = e.Body with { Attachments = [file] } };
        }

        public MessageEdited Edit(string text, AttachmentRef file) => new(NextId(), account, "c1", new(text, text, Attachments: [file]), desk.Clock.GetUtcNow());

        public Task ComeAsync(string payload, Func<AttachmentRef, IChannelEvent> read, string? through = null) => ComeAsync(through ?? account, (payload, read));

        public Task ComeAsync(params (string Payload, Func<AttachmentRef, IChannelEvent> Read)[] deliveries) => ComeAsync(account, deliveries);

        private async Task ComeAsync(string through, params (string Payload, Func<AttachmentRef, IChannelEvent> Read)[] deliveries)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(20));
            var events = new List<IChannelEvent>();
            foreach (var (payload, read) in deliveries)
            {
                var file = new AttachmentRef(Id.New(desk.Clock), "x.txt", "text/plain", 6);
                var e = read(file);
                e = e is MessageReceived m ? m with { PayloadId = payload } : e;
                var whose = e is MessageReceived { Author.Name: "bob" } ? "raw of bob" : "secret raw";
                await intake.AcceptAsync(new(through, payload, "application/json", Encoding.UTF8.GetBytes(whose), [e], About.Files(e).Count > 0 ? [new(file.Id, "x.txt", "text/plain", "secret file"u8.ToArray())] : []) { PayloadId = payload }, Desk.Stop);
                events.Add(e);
            }
            await desk.ApplyAsync([.. events]);
        }

        public async ValueTask DisposeAsync()
        {
            await intake.StopAsync(CancellationToken.None);
            intake.Dispose();
            await desk.DisposeAsync();
        }
    }
}
