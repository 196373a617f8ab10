using Inbox.Threads;
using Inbox.WorkingHours;

namespace Inbox.Tests.Threads;

public sealed class TeamHoursTests
{
    [Theory, MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Accounts_go_by_the_hours_of_a_team_and_their_past_with_them(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var schedules = desk.Get<Schedules>();
        await schedules.SetAsync("team", Hours("2026-01-01", "00:00", "24:00"), Desk.Stop);
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ReplyAsync();
        Assert.Null(await WorkedAsync(desk));

        await schedules.FollowAsync(desk.Account, "team", Desk.Stop);
        Assert.Equal(("team", desk.Account), (await schedules.OwnerAsync(desk.Account, Desk.Stop), Assert.Single(await schedules.AccountsAsync("team", Desk.Stop))));
        Assert.Equal(3_600_000, await WorkedAsync(desk));
        await schedules.SetAsync("team", Hours("2026-02-01"), Desk.Stop);
        Assert.Equal(0, await WorkedAsync(desk));
        Assert.True(await schedules.RemoveAsync("team", "2026-02-01", Desk.Stop));
        Assert.False(await schedules.RemoveAsync("team", "2026-02-01", Desk.Stop));
        Assert.Equal(3_600_000, await WorkedAsync(desk));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));

        await schedules.FollowAsync(desk.Account, desk.Account, Desk.Stop);
        Assert.Null(await WorkedAsync(desk));
        Assert.Empty(await schedules.AccountsAsync("team", Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Tried_hours_say_what_they_would_change_and_change_nothing(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.Get<Schedules>().SetAsync(desk.Account, Hours("2026-01-01", "00:00", "24:00"), Desk.Stop);
        await desk.Get<Targets>().SetAsync(desk.Account, [new(Priorities.Normal, 30, 30, true)], null, Desk.Stop);
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        var asked = desk.Clock.GetUtcNow();
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ReplyAsync();
        await desk.ApplyAsync(desk.Mail("2", "bob@x.example"));
        desk.Clock.Advance(TimeSpan.FromHours(2));
        var waiting = new TriedAsk(null, null, 7_200_000, null, asked.AddMinutes(90).ToUnixTimeMilliseconds());

        var (before, after) = Assert.IsType<Outcome<(IReadOnlyList<TriedAsk> Before, IReadOnlyList<TriedAsk> After)>.Done>(
            await desk.Get<TriedHours>().RunAsync([desk.Account], desk.Account, Hours("2026-02-01"), asked, Desk.Stop)).Value;

        Assert.Equal([waiting, new(asked.AddHours(1).ToUnixTimeMilliseconds(), null, 3_600_000, true, asked.AddMinutes(30).ToUnixTimeMilliseconds())], before.OrderBy(a => a.AnsweredAt ?? 0));
        Assert.Equal([waiting with { WorkingMs = 0, DueAt = null }, new(asked.AddHours(1).ToUnixTimeMilliseconds(), null, 0, false, null)], after.OrderBy(a => a.AnsweredAt ?? 0));
        Assert.Equal(3_600_000, await WorkedAsync(desk));
    }

    private static async Task<long?> WorkedAsync(Desk desk) => (await desk.ViewAsync((await desk.CardsAsync())[^1].Id)).Asks[0].WorkingMs;

    private static ScheduleHours Hours(string from, string? begin = null, string end = "") =>
        new("UTC", begin is null ? [] : [new([1, 2, 3, 4, 5, 6, 7], begin, end)], [], from);
}
