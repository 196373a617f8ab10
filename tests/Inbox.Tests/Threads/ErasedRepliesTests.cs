using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>What platforms still say of replies to somebody who was erased: it counts, and brings nothing back.</summary>
public sealed class ErasedRepliesTests
{
    /// <summary>How the report of a reply and its echo come.</summary>
    public enum Way { EchoFirst, ReportFirst, Together }

    public static MatrixTheoryData<string, Way, bool> Ways => new(Desk.Databases.Select(d => d.Data), Enum.GetValues<Way>(), [true, false]);

    [Theory, MemberData(nameof(Ways))]
    public async Task The_echo_of_a_reply_that_was_under_way_brings_nobody_back(string database, Way way, bool isPart)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "m1", "secret"));
        var reply = await UnderWayAsync(desk, chat);
        await EraseAsync(desk, "secret");
        IChannelEvent report = new ReplyReported(Id.New(desk.Clock), chat, reply.Id, 1, isPart ? ReplyState.Sending : ReplyState.Sent, desk.Clock.GetUtcNow(), isPart ? null : "ours1", null) { Part = isPart ? new(1, 1, "ours1") : null };
        var echo = desk.Chat(chat, "ours1", "secret", "secret answer", direction: Direction.Out) with { PayloadId = "p1" };

        IChannelEvent[][] batches = way switch { Way.EchoFirst => [[echo], [report]], Way.ReportFirst => [[report], [echo]], _ => [[report, echo]] };
        foreach (var batch in batches)
            await desk.ApplyAsync(batch);
        await desk.ApplyAsync(echo with { EventId = Id.New(desk.Clock) });

        Assert.Equal(isPart ? "sending" : "sent", await desk.Database.OneAsync<string>("select state from messages where id = @Id", new { reply.Id }, Desk.Stop));
        var all = await ErasePersonTests.AllAsync(desk.Database);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("ours1", all, StringComparison.Ordinal);
        Assert.Equal(2, await desk.Database.OneAsync<long>("select count(*) from messages", null, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_failure_of_a_reply_that_was_under_way_is_not_written_down(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "m1", "ann"));
        var reply = await UnderWayAsync(desk, chat);
        await EraseAsync(desk, "ann");

        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), chat, reply.Id, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "secret-id", null));
        await desk.ApplyAsync(new DeliveryFailed(Id.New(desk.Clock), chat, "secret-id", "No such number: secret", desk.Clock.GetUtcNow()));

        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Our_mail_that_was_under_way_does_not_come_back_from_sent(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("m1", "secret@x.example"));
        var reply = await UnderWayAsync(desk, desk.Account);
        await EraseAsync(desk, "secret");

        foreach (var _ in new[] { 1, 2 })
            await desk.ApplyAsync(desk.Mail($"{Desk.Token(reply.Id, "secret@x.example")}@us", "", text: "secret answer", direction: Direction.Out, to: ["secret@x.example"]));

        Assert.DoesNotContain("secret", await ErasePersonTests.AllAsync(desk.Database), StringComparison.Ordinal);
        Assert.Equal(2, await desk.Database.OneAsync<long>("select count(*) from messages", null, Desk.Stop));
    }

    /// <summary>How a report and a failure under its id come: together or not, and which first.</summary>
    public enum Order { ReportThenFailure, BothReportFirst, BothFailureFirst, FailureThenReport }

    public static MatrixTheoryData<string, Order> Orders => new(Desk.Databases.Select(d => d.Data), Enum.GetValues<Order>());

    [Theory, MemberData(nameof(Orders))]
    public async Task A_failure_under_an_id_that_an_erased_reply_had_counts_in_any_order(string database, Order order)
    {
        await using var desk = await Desk.OpenAsync(database);
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "m-ann", "ann"));
        var ann = await desk.ReplyAsync(clientId: "r1");
        await desk.ApplyAsync(Report(desk, chat, ann.Id));
        await EraseAsync(desk, "ann");
        await desk.ApplyAsync(desk.Chat(chat, "m-bob", "bob"));
        var bob = await desk.ReplyAsync((await desk.CardsAsync()).Single(c => c.Person.Name == "bob").Id, "r2");
        IChannelEvent report = Report(desk, chat, bob.Id), failed = new DeliveryFailed(Id.New(desk.Clock), chat, "ok", "No such number.", desk.Clock.GetUtcNow());
        IChannelEvent[][] batches = order switch
        {
            Order.ReportThenFailure => [[report], [failed]],
            Order.BothReportFirst => [[report, failed]],
            Order.BothFailureFirst => [[failed, report]],
            _ => [[failed], [report]],
        };

        foreach (var batch in batches)
            await desk.ApplyAsync(batch);

        Assert.Equal(["sent", "failed"], await desk.Database.ListAsync<string>("select state from messages where state is not null order by client_id", null, Desk.Stop));
    }

    private static ReplyReported Report(Desk desk, string chat, string reply) => new(Id.New(desk.Clock), chat, reply, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), "ok", null);

    private static async Task<MessageView> UnderWayAsync(Desk desk, string account)
    {
        var reply = await desk.ReplyAsync(text: "secret answer");
        desk.Clock.Advance(TimeSpan.FromSeconds(30));
        await desk.Get<DueReplies>().TakeAsync(Desk.Stop);
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), account, reply.Id, 1, ReplyState.Sending, desk.Clock.GetUtcNow(), null, null));
        return reply;
    }

    private static async Task EraseAsync(Desk desk, string name) =>
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync((await desk.CardsAsync()).First(c => c.Person.Name == name).Person.Id, "anna", Desk.Stop));
}
