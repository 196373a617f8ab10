using System.Text;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Hosting;

namespace Inbox.Tests.Threads;

/// <summary>What of an erased person was on its way: it waited in intake, or was read from there already.</summary>
public sealed class ErasedWaitingTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_was_at_hand_before_the_erasure_is_not_applied_after_it(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        var worker = desk.Get<BatchWorker>(); // hears what the intake accepts, and has it at hand
        var intake = desk.Get<Intake>();
        await ((IHostedService)intake).StartAsync(Desk.Stop);
        await desk.ApplyAsync(desk.Comment(page, "c1", "ann", text: "first"));
        var waiting = desk.Comment(page, "c2", "ann", text: "secret second");
        var others = desk.Comment(page, "c3", "bob", text: "bobs words");
        await AcceptAsync(intake, waiting, others);

        await EraseAsync(desk, "ann");
        await worker.StartAsync(Desk.Stop);
        await worker.TakeAsync([waiting.EventId, others.EventId], Desk.Stop);
        await worker.StopAsync(Desk.Stop);

        var all = await ErasePersonTests.AllAsync(desk.Database);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.Contains("bobs words", all, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Get<PendingEvents>().CountAsync(Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, InlineData("sqlite", false), InlineData("postgres", false), InlineData("sqlite", true)]
    public async Task What_waited_leaves_no_file_and_brings_nothing_back_when_it_comes_again(string database, bool isQuarantined)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        using var intake = await StartAsync(desk);
        await desk.ApplyAsync(desk.Comment(page, "c1", "ann", text: "first"));
        var waiting = WithFile(desk, desk.Comment(page, "c2", "ann", text: "secret second"));
        await AcceptAsync(intake, waiting);
        while (isQuarantined && !await desk.Get<PendingEvents>().FailAsync(waiting, "It has no end.", Desk.Stop))
            Assert.Equal(1, await desk.Get<PendingEvents>().CountAsync(Desk.Stop));

        await EraseAsync(desk, "ann");
        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);
        foreach (var again in new[] { waiting, waiting with { ExternalKey = Desk.Key("another way to the same") } })
        {
            var e = WithFile(desk, again with { EventId = Id.New(desk.Clock) });
            await AcceptAsync(intake, e, desk.Comment(page, $"of {e.EventId}", "bob", text: "bobs words"));
            await desk.ApplyAsync([.. await StandingAsync(desk)]);
        }

        var all = await ErasePersonTests.AllAsync(desk.Database);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.Equal(2, all.Split("raw: bobs words").Length - 1);
        Assert.Equal(3, (await desk.CardsAsync()).Sum(c => c.Messages));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_repeat_does_not_bring_names_back_that_were_proved_to_be_the_persons(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        var worker = desk.Get<BatchWorker>();
        var intake = desk.Get<Intake>();
        await ((IHostedService)intake).StartAsync(Desk.Stop);
        var first = desk.Chat(chat, "m1", "v-1") with { Author = new("v-1", "secret"), Contact = new("v-1", "secret"), KnownAs = [new("email", "secret@x.example")] };
        var waiting = first with { EventId = Id.New(desk.Clock), ExternalId = "m2", ExternalKey = Desk.Key("m2") };
        await desk.ApplyAsync(first);
        await AcceptAsync(intake, waiting);
        await EraseAsync(desk, "secret");

        var repeats = new[] { first with { EventId = Id.New(desk.Clock) }, waiting with { EventId = Id.New(desk.Clock) } };
        await desk.StandAsync(repeats);
        await worker.StartAsync(Desk.Stop);
        await worker.TakeAsync([waiting.EventId, .. repeats.Select(r => r.EventId)], Desk.Stop);
        await worker.StopAsync(Desk.Stop);
        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);

        var writesAgain = first with { EventId = Id.New(desk.Clock), ExternalId = "m3", ExternalKey = Desk.Key("m3") };
        await desk.ApplyAsync(first with { EventId = Id.New(desk.Clock) }, writesAgain);
        Assert.Equal(2, await desk.Database.OneAsync<long>("select count(*) from identities where external_id in ('v-1', 'secret@x.example') and person_id in (select person_id from conversations)", null, Desk.Stop));
    }

    private static async Task<IEnumerable<IChannelEvent>> StandingAsync(Desk desk) => (await desk.Get<PendingEvents>().ListAsync(TimeSpan.FromDays(-1), "", 10, Desk.Stop)).Select(p => p.Event);

    private static async Task<Intake> StartAsync(Desk desk)
    {
        var intake = new Intake(desk.Database, desk.Clock);
        await ((IHostedService)intake).StartAsync(Desk.Stop);
        return intake;
    }

    private static MessageReceived WithFile(Desk desk, MessageReceived e) => e with { Body = e.Body with { Attachments = [new(Id.New(desk.Clock), "secret.txt", "text/plain", 6)] }, PayloadId = $"p-{e.EventId}" };

    /// <summary>Accepts each with raw bytes and files of its own.</summary>
    private static async Task AcceptAsync(Intake intake, params MessageReceived[] events)
    {
        foreach (var e in events)
            await intake.AcceptAsync(
                new(e.AccountId, e.EventId, "application/json", Encoding.UTF8.GetBytes($"raw: {e.Body.Text}"), [e], [.. About.Files(e).Select(f => new NewFile(f.Id, f.Name, "text/plain", "secret file"u8.ToArray()))])
                {
                    PayloadId = $"p-{e.EventId}",
                }, Desk.Stop);
    }

    private static async Task EraseAsync(Desk desk, string name) =>
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync((await desk.CardsAsync()).First(c => c.Person.Name == name).Person.Id, "anna", Desk.Stop));
}
