using Inbox.Storage;
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
    public async Task A_team_that_is_no_more_leaves_accounts_their_own_hours(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var schedules = desk.Get<Schedules>();
        await schedules.SetAsync(desk.Account, Hours("2026-01-01", "00:00", "09:30"), Desk.Stop);
        await schedules.SetAsync("team", Hours("2026-01-01", "00:00", "24:00"), Desk.Stop);
        await schedules.FollowAsync(desk.Account, "team", Desk.Stop);
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ReplyAsync();
        Assert.Equal(3_600_000, await WorkedAsync(desk));

        await schedules.EndAsync("team", Desk.Stop);
        Assert.Equal(0, await WorkedAsync(desk)); // answered at ten, outside its own hours
        Assert.Empty(await schedules.ListAsync("team", Desk.Stop));
        Assert.Equal(desk.Account, await schedules.OwnerAsync(desk.Account, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task Whoever_dies_while_counting_leaves_the_rest_to_the_next(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var recounts = desk.Get<Recounts>();
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"), desk.Mail("2", "bob@x.example"), desk.Mail("3", "cid@x.example"));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var card in await desk.CardsAsync())
            await desk.ReplyAsync(card.Id, card.Id);
        await desk.Database.WriteAsync(
            async t =>
            {
                await t.RunAsync("insert into schedules (account_id, valid_from, hours) values (@Account, '2026-01-01', @hours)", new { desk.Account, hours = Json.Write(Hours("2026-01-01", "00:00", "24:00")) }, Desk.Stop);
                await Recounts.NoteAsync(t, desk.Account, desk.Clock.GetUtcNow().AddDays(-1), Desk.Stop);
            },
            Desk.Stop);
        Assert.Equal([desk.Account], await recounts.AccountsAsync(Desk.Stop)); // here it died

        for (var left = 3; left > 0; left--)
        {
            Assert.Equal(left, await desk.Get<Schedules>().LeftAsync([desk.Account], Desk.Stop));
            Assert.True(await recounts.NextAsync(desk.Account, Desk.Stop, together: 1));
        }
        Assert.False(await recounts.NextAsync(desk.Account, Desk.Stop, together: 1));
        Assert.Empty(await recounts.AccountsAsync(Desk.Stop));
        Assert.Equal([3_600_000L, 3_600_000L, 3_600_000L], await desk.Database.ListAsync<long?>("select working_ms from asks", null, Desk.Stop));
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
            await desk.Get<TriedHours>().RunAsync([desk.Account], desk.Account, Hours("2026-02-01"), asked, desk.Clock.GetUtcNow(), Desk.Stop)).Value;

        Assert.Equal([waiting, new(asked.AddHours(1).ToUnixTimeMilliseconds(), null, 3_600_000, true, asked.AddMinutes(30).ToUnixTimeMilliseconds())], before.OrderBy(a => a.AnsweredAt ?? 0));
        Assert.Equal([waiting with { WorkingMs = 0, DueAt = null }, new(asked.AddHours(1).ToUnixTimeMilliseconds(), null, 0, false, null)], after.OrderBy(a => a.AnsweredAt ?? 0));
        Assert.Equal(3_600_000, await WorkedAsync(desk));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_our_own_staff_write_from_outside_is_not_tried(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        var since = desk.Clock.GetUtcNow();
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(await TriedAsync());

        await desk.Get<SetContext>().RunAsync((await desk.CardAsync()).Id, "anna", new("staff", null, null, null), Desk.Stop);
        Assert.Empty(await TriedAsync());

        async Task<IReadOnlyList<TriedAsk>> TriedAsync() => Assert.IsType<Outcome<(IReadOnlyList<TriedAsk> Before, IReadOnlyList<TriedAsk> After)>.Done>(
            await desk.Get<TriedHours>().RunAsync([desk.Account], desk.Account, Hours("2026-02-01"), since, desk.Clock.GetUtcNow(), Desk.Stop)).Value.Before;
    }

    private static async Task<long?> WorkedAsync(Desk desk) => (await desk.ViewAsync((await desk.CardsAsync())[^1].Id)).Asks[0].WorkingMs;

    private static ScheduleHours Hours(string from, string? begin = null, string end = "") =>
        new("UTC", begin is null ? [] : [new([1, 2, 3, 4, 5, 6, 7], begin, end)], [], from);
}
