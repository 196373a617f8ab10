using System.Globalization;
using Inbox.WorkingHours;

namespace Inbox.Tests.WorkingHours;

public sealed class WorkingDaysTests
{
    // 2026-03-02 is a Monday: seven and a half hours a day until Friday, four on Saturday, and Wednesday is a holiday.
    private static readonly ScheduleHours Shop = new(
        "UTC", [new([1, 2, 3, 4, 5], "09:00", "12:30"), new([1, 2, 3, 4, 5], "14:00", "18:00"), new([6], "10:00", "14:00")], ["2026-03-04"], "2026-03-01");

    private static readonly ScheduleHours Night = new("Europe/Paris", [new([1, 2, 3, 4, 5, 6, 7], "20:00", "03:00")], [], "2026-01-01");

    [Theory]
    [InlineData("2026-03-02T15:00Z", "2026-03-03T15:00Z")] // Monday to Tuesday, at the same time
    [InlineData("2026-03-02T09:00Z", "2026-03-02T18:00Z")] // with the day's first minute: until its end
    [InlineData("2026-03-02T13:00Z", "2026-03-03T12:30Z")] // in the break: four hours are left, three and a half belong to tomorrow
    [InlineData("2026-03-01T12:00Z", "2026-03-02T18:00Z")] // on Sunday: when Monday's work ends
    [InlineData("2026-03-03T15:00Z", "2026-03-05T15:00Z")] // over a holiday
    [InlineData("2026-03-06T15:00Z", "2026-03-09T09:30Z")] // on Friday: three hours, Saturday's four, and half an hour of Monday
    [InlineData("2026-03-07T08:00Z", "2026-03-07T14:00Z")] // a short day is a short day
    [InlineData("2026-03-02T18:00Z", "2026-03-03T18:00Z")] // with the end of work the next day begins
    public void One_working_day_is_as_long_as_the_day_on_which_it_begins(string at, string due) => Is(Shop, at, due);

    [Theory]
    [InlineData("2026-03-03T00:00Z", "2026-03-04T00:00Z")] // one o'clock in Paris belongs to Monday's night
    [InlineData("2026-03-28T23:00Z", "2026-03-29T22:00Z")] // midnight; until two, when the clock jumps to three, two of this night's six hours are left
    public void A_nights_work_belongs_to_the_day_on_which_it_begins(string at, string due) => Is(Night, at, due);

    [Fact]
    public void Before_the_first_version_nothing_is_due_and_what_was_not_looked_at_is_later()
    {
        var schedule = Schedule.Of([Shop])!;
        var days = schedule.Days(At("2026-02-01T00:00Z"), At("2026-03-02T16:00Z"));

        Assert.Null(schedule.DayAfter(days, At("2026-02-27T10:00Z")));
        Assert.Equal(long.MaxValue, schedule.DayAfter(days, At("2026-03-09T10:00Z")));
    }

    private static void Is(ScheduleHours hours, string at, string due)
    {
        var schedule = Schedule.Of([hours])!;
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(At(due)), DateTimeOffset.FromUnixTimeMilliseconds(schedule.DayAfter(schedule.Days(At(at), At(at) + 864_000_000), At(at))!.Value));
    }

    private static long At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
