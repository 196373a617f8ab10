using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Hosting;

namespace Inbox.Tests.Threads;

public sealed class FaultTests
{
    private static readonly string[] Tables = ["messages", "conversations", "people", "identities", "participants", "mail_ids", "asks", "acts", "related", "search", "people_search"];

    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task F02_a_batch_that_dies_in_the_middle_leaves_nothing_half_done_and_runs_again_whole(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        MessageReceived[] events = [desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"]), desk.Mail("m3@y", "bob@y.example")];
        await AcceptAsync(desk, events);
        foreach (var (table, column, refused) in new[] { ("messages", "subject", "Hello"), ("participants", "address", "bob@y.example"), ("asks", "account_id", desk.Account) })
        {
            var before = await CountsAsync(desk);
            await using (await Sabotage.OfAsync(desk.Database, table, column, refused))
                await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => desk.ApplyAsync(events));
            Assert.Equal(before, await CountsAsync(desk));
            Assert.Equal(2, await desk.Get<PendingEvents>().CountAsync(Desk.Stop));
        }
        await desk.ApplyAsync(events);

        Assert.Equal("m1@x,m2@x | m3@y", await desk.GroupsAsync());
        Assert.Equal(0, await desk.Get<PendingEvents>().CountAsync(Desk.Stop));
        Assert.Empty(await desk.Database.ListAsync<string>("select id from conversations where messages = 0", null, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task F05_a_consumer_that_stood_still_and_goes_on_writes_nothing_twice(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var events = Enumerable.Range(0, 20).Select(i => desk.Mail($"m{i}@x", $"p{i % 3}@x.example")).ToArray();
        await desk.ApplyAsync(events);
        var state = await desk.StateAsync();
        var stale = ActivatorWriter(desk);
        desk.Clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Empty((await stale.ApplyAsync([.. events.Reverse()], Desk.Stop)).SelectMany(c => c.MessageIds));

        Assert.Equal(state, await desk.StateAsync());
        Assert.Equal(20, (await desk.CardsAsync()).Sum(c => c.Messages));
    }

    [Theory, InlineData("sqlite", 10_000), InlineData("postgres", 1_000)]
    public async Task F16_a_poison_event_delays_nobody_is_quarantined_after_five_tries_and_replays(string database, int count)
    {
        await using var desk = await Desk.OpenAsync(database);
        var events = Enumerable.Range(0, count).Select(i => desk.Mail($"m{i}@x", $"p{i}@x.example", subject: i == 50 ? "poison" : "Hello")).ToArray();
        await AcceptAsync(desk, events);
        var worker = desk.Get<BatchWorker>();
        await worker.StartAsync(Desk.Stop);
        await using (await Sabotage.OfAsync(desk.Database, "messages", "subject", "poison"))
        {
            await Task.WhenAll(events.Chunk(25).Select(some => worker.TakeAsync([.. some.Select(e => e.EventId)], Desk.Stop)));
            Assert.Equal(count - 1, await desk.Database.OneAsync<long>("select count(*) from conversations where messages = 1", null, Desk.Stop));
            Assert.Equal(events[50].EventId, Assert.Single(await desk.Get<PendingEvents>().ListAsync(TimeSpan.Zero, "", 10, Desk.Stop)).Event.EventId);
            for (var attempt = 2; attempt <= 5; attempt++)
            {
                Assert.Empty(await desk.Get<Quarantine>().ListAsync(null, 10, Desk.Stop));
                await worker.TakeAsync([events[50].EventId], Desk.Stop);
            }
        }
        var bad = Assert.Single(await desk.Get<Quarantine>().ListAsync(null, 10, Desk.Stop));
        Assert.Equal("raw 50", System.Text.Encoding.UTF8.GetString((await desk.Get<Payloads>().FindAsync(bad.PayloadId!, Desk.Stop))!.Content));
        Assert.Equal(0, await desk.Get<PendingEvents>().CountAsync(Desk.Stop));

        Assert.True(await desk.Get<Quarantine>().ReplayEventAsync(bad.Id, Desk.Stop));
        foreach (var pending in await desk.Get<PendingEvents>().ListAsync(TimeSpan.Zero, "", 10, Desk.Stop))
            await worker.TakeAsync([pending.Event.EventId], Desk.Stop);
        Assert.Equal(count, await desk.Database.OneAsync<long>("select count(*) from conversations where messages = 1", null, Desk.Stop));
        await worker.StopAsync(Desk.Stop);
    }

    [Fact]
    public async Task An_event_that_only_a_newer_version_can_read_is_left_standing_and_stops_no_other()
    {
        await using var desk = await Desk.OpenAsync();
        var mail = desk.Mail("m1@x", "ann@x.example");
        await AcceptAsync(desk, [mail]);
        await desk.Database.WriteAsync(
            t => t.RunAsync("insert into intake (id, account_id, name, body, created_at, attempts) values ('0', @Account, 'from-the-future', '{}', 0, 0)", new { desk.Account }, Desk.Stop), Desk.Stop);
        var worker = desk.Get<BatchWorker>();
        await worker.StartAsync(Desk.Stop);

        await worker.TakeAsync(["0", mail.EventId, "gone"], Desk.Stop);

        Assert.Equal(1, await desk.Get<PendingEvents>().CountAsync(Desk.Stop));
        Assert.Equal(1, (await desk.CardAsync()).Messages);
        await worker.StopAsync(Desk.Stop);
    }

    [Fact]
    public async Task Commands_work_in_a_process_that_has_no_broker()
    {
        await using var desk = await Desk.OpenAsync();
        var announcer = desk.Get<Announcer>();
        await announcer.StartAsync(Desk.Stop);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        var card = await desk.CardAsync();
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Assign>().RunAsync(card.Id, "anna", "anna", Desk.Stop));
        await desk.ReplyAsync();
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Close>().RunAsync(card.Id, "anna", null, Desk.Stop));

        Assert.False(announcer.ExecuteTask!.IsCompleted);
        await announcer.StopAsync(Desk.Stop);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_export_holds_every_conversation_with_all_messages_and_clocks(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        for (var i = 0; i < 205; i++)
            await desk.ApplyAsync(desk.Mail($"m{i}@x", "ann@x.example", text: $"Text {i}", replyTo: ["m0@x"], at: desk.Clock.GetUtcNow().AddMinutes(i - 300)));
        await desk.ApplyAsync([.. Enumerable.Range(0, 210).Select(i => desk.Mail($"o{i}@x", $"p{i}@x.example"))]);
        var exported = new List<ExportedConversation>();
        await foreach (var one in desk.Get<Export>().RunAsync(Desk.Stop))
            exported.Add(one);

        Assert.Equal(211, exported.Count);
        Assert.Equal(211, exported.Select(e => e.Conversation.Card.Id).Distinct().Count());
        var ann = exported.Single(e => e.Person!.Name == "ann");
        Assert.Equal(Enumerable.Range(0, 205).Select(i => $"Text {i}"), ann.Messages.Select(m => m.Text));
        Assert.Single(ann.Conversation.Asks);
    }

    private static BatchWriter ActivatorWriter(Desk desk) =>
        new(desk.Database, desk.Clock, desk.Get<AccountRuleBook>(), desk.Get<Rederive>(), desk.Get<PendingEvents>(), desk.Get<BatchParts>());

    /// <summary>Brings events in through the ordinary intake, each with its raw bytes.</summary>
    private static async Task AcceptAsync(Desk desk, MessageReceived[] events)
    {
        using var intake = new Intake(desk.Database, desk.Clock);
        await ((IHostedService)intake).StartAsync(Desk.Stop);
        foreach (var some in events.Select((e, i) => new Delivery(desk.Account, e.ExternalKey, "message/rfc822", System.Text.Encoding.UTF8.GetBytes($"raw {i}"), [e], []) { PayloadId = $"payload{i}" }).Chunk(500))
            await Task.WhenAll(some.Select(delivery => intake.AcceptAsync(delivery, Desk.Stop)));
        await ((IHostedService)intake).StopAsync(Desk.Stop);
    }

    private static async Task<string> CountsAsync(Desk desk)
    {
        var counts = new List<string>();
        foreach (var table in Tables)
            counts.Add($"{table} {await desk.Database.OneAsync<long>($"select count(*) from {table}", null, Desk.Stop)}");
        return string.Join(", ", counts);
    }
}
