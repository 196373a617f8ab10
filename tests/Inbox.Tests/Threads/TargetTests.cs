using Inbox.Threads;
using Inbox.WorkingHours;

namespace Inbox.Tests.Threads;

public sealed class TargetTests
{
    private static readonly AnswerTarget Usual = new(Priorities.Normal, 60, 240, false), Urgent = new(Priorities.Urgent, 15, 30, false);

    [Theory, MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Who_is_due_first_comes_first_and_those_without_a_target_after_them(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (quick, slow) = (await desk.AddAccountAsync("chat"), await desk.AddAccountAsync("chat"));
        await SetAsync(desk, slow, new AnswerTarget(Priorities.Normal, 600, null, false));
        await SetAsync(desk, quick, Usual);
        foreach (var (account, peer) in new[] { (desk.Account, "old"), (slow, "slow1"), (slow, "slow2"), (quick, "quick1"), (quick, "quick2"), (desk.Account, "new") })
        {
            await desk.ApplyAsync(account == desk.Account ? desk.Mail(peer, $"{peer}@x.example") : desk.Chat(account, peer, peer));
            desk.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal("quick1 quick2 slow1 slow2 old new", await UrgentAsync(desk, new()));
        Assert.Equal("quick1 quick2 old new", await UrgentAsync(desk, new() { Visible = [quick, desk.Account] }));
        Assert.Equal("slow1 slow2", await UrgentAsync(desk, new() { Account = slow }));
        Assert.Equal("old slow1 slow2 quick1 quick2 new", string.Join(' ', (await desk.CardsAsync()).Select(c => c.Person.Name)));

        // quick1 was asked 30 minutes ago and is near from 45 on, quick2 follows ten minutes later.
        Assert.Equal((0, 0), await DueAsync(desk));
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal((1, 0), await DueAsync(desk));
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((1, 1), await DueAsync(desk));
        Assert.Equal((0, 0), await DueAsync(desk, desk.Account));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task A_changed_priority_or_target_holds_at_once_and_an_undone_one_no_more()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        var asked = desk.Clock.GetUtcNow();
        Assert.Null((await desk.CardAsync()).TargetAt);

        await SetAsync(desk, desk.Account, Usual, Urgent);
        Assert.Equal((asked.AddMinutes(60), asked.AddMinutes(45)), ((await desk.CardAsync()).TargetAt, (await desk.CardAsync()).NearAt));
        var id = (await desk.CardAsync()).Id;
        var acted = Assert.IsType<Outcome<Acted>.Done>(await desk.Get<SetPriority>().RunAsync(id, "anna", Priorities.Urgent, Desk.Stop)).Value;
        Assert.Equal((Priorities.Urgent, asked.AddMinutes(15)), (acted.Card.Priority, acted.Card.TargetAt));
        Assert.IsType<Outcome<Acted>.Invalid>(await desk.Get<SetPriority>().RunAsync(id, "anna", "now", Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));

        await desk.Get<Undo>().RunAsync(acted.ActId!, Desk.Stop);
        Assert.Equal((null, asked.AddMinutes(60)), ((await desk.CardAsync()).Priority, (await desk.CardAsync()).TargetAt));
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await desk.ReplyAsync();
        Assert.Null((await desk.CardAsync()).TargetAt);
        Assert.Equal(asked.AddMinutes(60), Assert.Single((await desk.ViewAsync()).Asks).DueAt);
        await SetAsync(desk, desk.Account);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task What_ended_is_held_against_the_targets_that_stood_then_unless_they_are_set_back_in_time()
    {
        await using var desk = await Desk.OpenAsync();
        await SetAsync(desk, desk.Account, Usual);
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        var asked = desk.Clock.GetUtcNow();
        desk.Clock.Advance(TimeSpan.FromMinutes(30));
        await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(30));

        await SetAsync(desk, desk.Account, new AnswerTarget(Priorities.Normal, 20, null, false));
        Assert.Equal(asked.AddMinutes(60), Assert.Single((await desk.ViewAsync()).Asks).DueAt);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));

        Assert.IsType<Outcome<AnswerTargets>.Done>(await desk.Get<Targets>().SetAsync(desk.Account, [new(Priorities.Normal, 20, null, false)], asked, Desk.Stop));
        Assert.Equal(asked.AddMinutes(20), Assert.Single((await desk.ViewAsync()).Asks).DueAt);
        Assert.Equal([asked], (await desk.Get<Targets>().ListAsync(desk.Account, Desk.Stop)).Select(t => t.Since));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task A_target_in_working_time_follows_the_schedule_also_of_what_ended_before_it()
    {
        await using var desk = await Desk.OpenAsync();
        await SetAsync(desk, desk.Account, new AnswerTarget(Priorities.Normal, 60, 60, true));
        var today = DateOnly.FromDateTime(desk.Clock.GetUtcNow().UtcDateTime);
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        Assert.Null((await desk.CardAsync()).TargetAt);

        await HoursAsync(desk, today, "00:00", "24:00");
        Assert.Equal(desk.Clock.GetUtcNow().AddMinutes(60), (await desk.CardAsync()).TargetAt);
        await HoursAsync(desk, today, null, null);
        Assert.Null((await desk.CardAsync()).TargetAt);
        await desk.ReplyAsync();
        Assert.Null(Assert.Single((await desk.ViewAsync()).Asks).DueAt);

        // It was answered long before, but only now there is an hour in which it would have been due.
        await HoursAsync(desk, today.AddDays(10), "08:00", "17:00");
        Assert.Equal(new DateTimeOffset(today.AddDays(10), new(9, 0), TimeSpan.Zero), Assert.Single((await desk.ViewAsync()).Asks).DueAt);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task A_split_keeps_the_priority_on_both_sides()
    {
        await using var desk = await Desk.OpenAsync();
        await SetAsync(desk, desk.Account, Usual, Urgent);
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"), desk.Mail("2", "ann@x.example", replyTo: ["1"]));
        var id = (await desk.CardAsync()).Id;
        await desk.Get<SetPriority>().RunAsync(id, "anna", Priorities.Urgent, Desk.Stop);
        await desk.Get<SplitConversation>().RunAsync(id, "anna", [(await desk.MessagesAsync())[1].Id], Desk.Stop);

        Assert.All(await desk.CardsAsync(), c => Assert.Equal(Priorities.Urgent, c.Priority));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task Targets_that_cannot_be_are_refused()
    {
        await using var desk = await Desk.OpenAsync();
        foreach (var targets in new AnswerTarget[][] { [new("soon", 1, 1, false)], [Usual, Usual], [Usual with { FirstMinutes = 0 }], [Usual with { NextMinutes = Targets.MostMinutes + 1 }] })
            Assert.IsType<Outcome<AnswerTargets>.Invalid>(await desk.Get<Targets>().SetAsync(desk.Account, targets, null, Desk.Stop));
        Assert.IsType<Outcome<AnswerTargets>.Invalid>(await desk.Get<Targets>().SetAsync(desk.Account, [Usual], desk.Clock.GetUtcNow().AddHours(1), Desk.Stop));
    }

    /// <summary>Who waits, in their order of urgency, read two at a time.</summary>
    private static async Task<string> UrgentAsync(Desk desk, CardFilter filter)
    {
        var names = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await desk.Get<Conversations>().ListAsync(filter with { State = States.Waiting, UrgentFirst = true, Limit = 2, Cursor = cursor }, Desk.Stop);
            names.AddRange(page.Items.Select(c => c.Person.Name));
            cursor = page.Next;
        }
        return string.Join(' ', names);
    }

    private static async Task<(long, long)> DueAsync(Desk desk, params string[] visible)
    {
        var counts = await desk.Get<Conversations>().CountAsync(visible.Length == 0 ? null : visible, "anna", desk.Clock.GetUtcNow(), Desk.Stop);
        return (counts.DueSoon, counts.Missed);
    }

    private static async Task SetAsync(Desk desk, string account, params AnswerTarget[] targets) =>
        Assert.IsType<Outcome<AnswerTargets>.Done>(await desk.Get<Targets>().SetAsync(account, targets, null, Desk.Stop));

    private static async Task HoursAsync(Desk desk, DateOnly from, string? begin, string? end) =>
        Assert.IsType<Outcome<ScheduleHours>.Done>(await desk.Get<Schedules>().SetAsync(
            desk.Account, new("UTC", begin is null ? [] : [new([1, 2, 3, 4, 5, 6, 7], begin, end!)], [], from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), Desk.Stop));
}
