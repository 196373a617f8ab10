using System.Globalization;
using Inbox.Threads;
using Inbox.WorkingHours;

namespace Inbox.Tests.Threads;

public sealed class MailTimeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2036-03-02T09:00:00Z")]
    public async Task B17_a_missing_or_impossible_time_is_the_time_of_receipt_and_no_response_time_is_negative(string? date)
    {
        await using var desk = await Desk.OpenAsync();
        var received = desk.Clock.GetUtcNow();
        var sent = date is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example") with { SentAt = sent });
        Assert.Equal(received, (await desk.CardAsync()).WaitingSince);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", replyTo: ["m1@x"]) with { SentAt = sent });
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.ReplyAsync(clientId: "r2");

        Assert.Equal([TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2)], (await desk.ViewAsync()).Asks.Select(a => a.AnsweredAt!.Value - a.AskedAt));
    }

    [Fact]
    public async Task An_earlier_time_of_the_server_is_believed_and_history_closes_nothing_that_staff_did_since()
    {
        await using var desk = await Desk.OpenAsync();
        var old = desk.Clock.GetUtcNow().AddDays(-30);
        await desk.ApplyAsync(desk.Mail("m1@x", "ann@x.example"));
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Close>().RunAsync((await desk.CardAsync()).Id, "anna", null, Desk.Stop));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(desk.Mail("m0@x", "ann@x.example", at: old, references: ["m1@x"]) with { ReceivedAt = desk.Clock.GetUtcNow(), Historic = true });
        await desk.ApplyAsync(desk.Mail("m2@x", "ann@x.example", at: old.AddHours(1), replyTo: ["m0@x"]) with { ReceivedAt = desk.Clock.GetUtcNow(), Historic = true });

        var card = await desk.CardAsync();
        Assert.Equal((3, States.Closed), (card.Messages, card.State));
        Assert.Equal(old, (await desk.MessagesAsync())[0].At);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_schedule_that_changes_counts_anew_what_was_answered_since_and_nothing_before(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await AnswerAsync(desk, "m1@x", "r1");
        Assert.Null(Assert.Single((await desk.ViewAsync()).Asks).WorkingMs);
        await SetAsync(desk, "2026-03-01", "09:00", "17:00");
        Assert.Equal((3_600_000L, true), Working(await desk.ViewAsync())[0]);
        desk.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(1));
        await AnswerAsync(desk, "m2@x", "r2", "m1@x");
        await SetAsync(desk, "2026-03-09", "09:30", "17:00");

        Assert.Equal([(3_600_000L, true), (1_800_000L, true)], Working(await desk.ViewAsync()));
        await SetAsync(desk, "2026-03-09", "11:00", "17:00");
        Assert.Equal([(3_600_000L, true), (0L, false)], Working(await desk.ViewAsync()));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        Assert.IsType<Outcome<ScheduleHours>.Invalid>(await desk.Get<Schedules>().SetAsync(desk.Account, new("Europe/Nowhere", [], [], "2026-03-01"), Desk.Stop));
        Assert.Equal(["2026-03-09", "2026-03-01"], (await desk.Get<Schedules>().ListAsync(desk.Account, Desk.Stop)).Select(s => s.ValidFrom));
    }

    private static (long, bool)[] Working(ConversationView view) => [.. view.Asks.Select(a => (a.WorkingMs ?? -1, a.InHours ?? false))];

    private static async Task SetAsync(Desk desk, string validFrom, string from, string to) =>
        Assert.IsType<Outcome<ScheduleHours>.Done>(await desk.Get<Schedules>().SetAsync(desk.Account, new("UTC", [new([1, 2, 3, 4, 5], from, to)], [], validFrom), Desk.Stop));

    private static async Task AnswerAsync(Desk desk, string id, string client, string? parent = null)
    {
        await desk.ApplyAsync(desk.Mail(id, "ann@x.example", replyTo: parent is null ? null : [parent]));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ReplyAsync(clientId: client);
    }
}
