using System.Globalization;
using Inbox.WorkingHours;

namespace Inbox.Tests.WorkingHours;

public sealed class ScheduleTests
{
    private static readonly int[] Weekdays = [1, 2, 3, 4, 5];

    // 2026-03-02 is a Monday. Hours of working time expected; a minus sign: the answer fell outside.
    [Theory]
    [InlineData("2026-03-02T09:00Z", "2026-03-02T10:00Z", 1.0)]
    [InlineData("2026-03-02T11:00Z", "2026-03-02T15:00Z", 3.0)] // the lunch break does not count
    [InlineData("2026-03-02T06:00Z", "2026-03-02T09:30Z", 0.5)]
    [InlineData("2026-03-02T16:30Z", "2026-03-03T09:30Z", 1.0)]
    [InlineData("2026-03-06T16:00Z", "2026-03-09T10:00Z", 2.0)] // a weekend between
    [InlineData("2026-03-02T09:00Z", "2026-03-02T09:00Z", 0.0)]
    [InlineData("2026-03-02T09:00Z", "2026-03-02T19:00Z", -0.0)]
    [InlineData("2026-03-07T09:00Z", "2026-03-07T10:00Z", -0.0)]
    [InlineData("2026-03-02T09:00Z", "2026-03-02T12:30Z", -0.0)]
    [InlineData("2026-03-02T09:00Z", "2026-03-02T17:00Z", -0.0)] // the end of a range is outside
    public void Several_ranges_a_day_count_and_an_answer_outside_counts_nothing_and_is_flagged(string from, string to, double hours) =>
        Counts(Of(Hours("UTC", Weekly(Weekdays, "09:00", "12:00"), Weekly(Weekdays, "13:00", "17:00"))), from, to, hours);

    [Theory]
    [InlineData("2026-03-02T21:00Z", "2026-03-03T05:00Z", 7.0)] // Monday 22:00 to 06:00
    [InlineData("2026-03-03T03:00Z", "2026-03-03T05:00Z", 2.0)] // asked in what began on Monday
    [InlineData("2026-03-04T03:00Z", "2026-03-04T05:00Z", -0.0)] // nobody began on Tuesday
    public void A_range_over_midnight_belongs_to_the_day_it_begins(string from, string to, double hours) =>
        Counts(Of(Hours("UTC", Weekly([1], "22:00", "06:00"))), from, to, hours);

    [Theory]
    [InlineData("2026-03-28T23:00Z", "2026-03-29T03:00Z", 4.0)] // Sunday 00:00 to 05:00 in Paris: one hour is missing
    [InlineData("2026-03-28T22:00Z", "2026-03-29T10:00Z", 11.0)] // Sunday 00:00 to 12:00, less one
    [InlineData("2026-10-24T22:00Z", "2026-10-25T03:00Z", 5.0)] // 00:00 to 04:00: one hour comes twice
    [InlineData("2026-10-24T20:00Z", "2026-10-25T11:00Z", 13.0)]
    public void A_clock_change_takes_or_gives_an_hour(string from, string to, double hours) =>
        Counts(Of(Hours("Europe/Paris", Weekly([7], "00:00", "24:00"))), from, to, hours);

    [Theory]
    [InlineData("2026-03-29T00:00Z", "2026-03-29T01:15Z", 0.25)] // 02:30 does not exist; work begins at 03:00, 01:00 UTC
    [InlineData("2026-10-25T00:00Z", "2026-10-25T01:00Z", 0.5)] // 02:30 comes twice; the first is 00:30 UTC
    public void Hours_that_begin_in_a_clock_change_begin_once(string from, string to, double hours) =>
        Counts(Of(Hours("Europe/Paris", Weekly([7], "02:30", "10:00"))), from, to, hours);

    [Fact]
    public void Holidays_do_not_count() =>
        Counts(
            Of(Hours("UTC", Weekly([1, 2, 3, 4, 5, 6, 7], "09:00", "17:00")) with { Holidays = ["2026-12-25", "2026-12-26"] }), "2026-12-24T16:00Z", "2026-12-27T10:00Z", 2.0);

    [Fact]
    public void A_single_day_has_hours_of_its_own_also_when_it_is_a_day_off_otherwise()
    {
        var hours = Hours("UTC", Weekly(Weekdays, "09:00", "17:00")) with
        {
            Holidays = ["2026-12-25"],
            Dated = [new("2026-12-24", [new("09:00", "11:00"), new("22:00", "01:00")]), new("2026-12-25", [new("10:00", "11:00")]), new("2026-12-28", [])],
        };
        Counts(Of(hours), "2026-12-24T09:00Z", "2026-12-29T10:00Z", 2 + 3 + 1 + 0 + 1);
        Counts(Of(hours), "2026-12-28T09:00Z", "2026-12-28T10:00Z", -0.0);
    }

    [Theory]
    [InlineData("2026-12-24", "9h")]
    [InlineData("24/12/2026", "09:00")]
    public void A_single_day_is_checked_as_the_others_are(string date, string from) =>
        Assert.NotNull(ScheduleText.Problem(Hours("UTC") with { Dated = [new(date, [new(from, "17:00")])] }));

    [Fact]
    public void Each_day_goes_by_the_version_that_held_then_and_days_before_the_first_have_none()
    {
        var schedule = Of(
            Hours("UTC", Weekly(Weekdays, "10:00", "12:00")) with { ValidFrom = "2026-03-03" }, Hours("UTC", Weekly(Weekdays, "09:00", "17:00")) with { ValidFrom = "2026-03-02" });
        Counts(schedule, "2026-03-02T09:00Z", "2026-03-03T11:00Z", 9.0);
        Assert.Null(schedule!.Between(At("2026-02-27T09:00Z"), At("2026-02-27T10:00Z")));
        Counts(schedule, "2026-02-27T09:00Z", "2026-03-02T10:00Z", 1.0);
    }

    [Fact]
    public void A_version_holds_from_its_date_where_the_team_is()
    {
        var schedule = Of(Hours("Pacific/Auckland", Weekly(Weekdays, "08:00", "17:00")) with { ValidFrom = "2026-03-02" });
        Counts(schedule, "2026-03-01T19:00Z", "2026-03-01T20:00Z", 1.0);
    }

    [Fact]
    public void Ranges_that_overlap_count_once() =>
        Counts(Of(Hours("UTC", Weekly(Weekdays, "09:00", "13:00"), Weekly([1], "12:00", "15:00"))), "2026-03-02T09:00Z", "2026-03-02T14:00Z", 5.0);

    [Theory]
    [InlineData("2026-03-02T09:00Z", 1, "2026-03-02T10:00Z")]
    [InlineData("2026-03-02T11:30Z", 1, "2026-03-02T13:30Z")] // over lunch
    [InlineData("2026-03-02T16:00Z", 1, "2026-03-02T17:00Z")] // the last moment of the day, not the first of the next
    [InlineData("2026-03-06T16:30Z", 1, "2026-03-09T09:30Z")] // over a weekend
    [InlineData("2026-03-07T12:00Z", 2, "2026-03-09T11:00Z")] // asked on a Saturday
    [InlineData("2026-03-02T09:00Z", 140, "2026-03-27T17:00Z")] // twenty days of seven hours
    public void What_is_due_in_working_time_is_due_when_so_much_was_worked(string from, double hours, string due) =>
        Assert.Equal(At(due), Of(Hours("UTC", Weekly(Weekdays, "09:00", "12:00"), Weekly(Weekdays, "13:00", "17:00")))!.Due(At(from), (long)(hours * 3_600_000)));

    [Fact]
    public void Nothing_is_due_before_the_first_version_nor_when_nobody_ever_works()
    {
        var hours = Hours("UTC", Weekly(Weekdays, "09:00", "17:00")) with { ValidFrom = "2026-03-02" };
        Assert.Null(Of(hours)!.Due(At("2026-02-27T09:00Z"), 1));
        Assert.NotNull(Of(hours)!.Due(At("2026-03-02T00:00Z"), 1));
        Assert.Null(Of(Hours("UTC"))!.Due(At("2026-03-02T09:00Z"), 1));
        Assert.Null(Of(Hours("UTC", Weekly([1], "09:00", "09:30")))!.Due(At("2026-03-02T09:00Z"), 8 * 3_600_000)); // later than a quarter
    }

    [Fact]
    public void No_schedule_at_all_is_none() => Assert.Null(Schedule.Of([]));

    [Theory]
    [InlineData("Europe/Nowhere", 1, "09:00", "17:00", "2026-01-01", "Nowhere")]
    [InlineData("UTC", 0, "09:00", "17:00", "2026-01-01", "Monday")]
    [InlineData("UTC", 8, "09:00", "17:00", "2026-01-01", "Monday")]
    [InlineData("UTC", 1, "9h", "17:00", "2026-01-01", "9h")]
    [InlineData("UTC", 1, "09:60", "17:00", "2026-01-01", "09:60")]
    [InlineData("UTC", 1, "09:00", "24:01", "2026-01-01", "24:01")]
    [InlineData("UTC", 1, "09:00", "17:00", "01/02/2026", "01/02/2026")]
    [InlineData("UTC", 1, "09:00", "17:00", "2026-02-30", "2026-02-30")]
    public void What_is_wrong_with_a_schedule_is_said(string zone, int day, string from, string to, string validFrom, string said) =>
        Assert.Contains(said, ScheduleText.Problem(new(zone, [new([day], from, to)], [], validFrom)), StringComparison.Ordinal);

    private static void Counts(Schedule? schedule, string from, string to, double hours)
    {
        var found = schedule!.Between(At(from), At(to));
        Assert.Equal(((long)(Math.Abs(hours) * 3_600_000), !double.IsNegative(hours)), found);
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-03-01T10:00Z")]
    [InlineData("UTC", "2026-03-02T00:00Z")]
    [InlineData("Pacific/Pago_Pago", "2026-03-02T11:00Z")]
    public void Hours_hold_from_their_first_day_on_as_it_comes_where_they_are_kept(string zone, string first)
    {
        var (schedule, at) = (Of(Hours(zone, Weekly([1, 2, 3, 4, 5, 6, 7], "00:00", "24:00")) with { ValidFrom = "2026-03-02" })!, At(first));
        foreach (var days in (long[])[0, 1, 2, 3, 100])
        {
            Assert.Null(schedule.Between(at - 1, at - 1 - days * 86_400_000));
            Assert.NotNull(schedule.Between(at, at + days * 86_400_000));
        }
    }

    private static Schedule? Of(params ScheduleHours[] versions) => Schedule.Of(versions);

    private static ScheduleHours Hours(string zone, params OpenHours[] weekly) => new(zone, weekly, [], "2020-01-01");

    private static OpenHours Weekly(int[] days, string from, string to) => new(days, from, to);

    private static long At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
