using System.Globalization;
using Inbox.WorkingHours;

namespace Inbox.Tests.WorkingHours;

public sealed class WorkedTimeTests
{
    private static readonly Schedule Weekdays = Schedule.Of([new("UTC", [new([1, 2, 3, 4, 5], "09:00", "17:00")], [], "2026-01-01")])!;

    // 2026-03-02 is a Monday. What was asked and still waits, or was dismissed, has waited all working hours until then, whatever the hour.
    [Theory]
    [InlineData("2026-03-02T09:00Z", "2026-03-02T19:00Z", 8.0)]
    [InlineData("2026-03-02T16:00Z", "2026-03-03T03:00Z", 1.0)]
    [InlineData("2026-03-06T16:00Z", "2026-03-09T10:00Z", 2.0)]
    [InlineData("2026-03-07T09:00Z", "2026-03-08T10:00Z", 0.0)]
    [InlineData("2026-03-02T12:00Z", "2026-03-02T12:00Z", 0.0)]
    public void What_no_answer_ended_has_waited_the_hours_until_then(string from, string to, double hours) =>
        Assert.Equal((long)(hours * 3_600_000), Weekdays.Waited(Weekdays.Over(At("2026-02-01T00:00Z"), At("2026-04-01T00:00Z")), At(from), At(to)));

    [Fact]
    public void Before_the_first_version_there_is_no_working_time_and_not_zero() =>
        Assert.Null(Weekdays.Waited(Weekdays.Over(At("2025-01-01T00:00Z"), At("2026-01-01T00:00Z")), At("2025-12-01T09:00Z"), At("2025-12-02T09:00Z")));

    private static long At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
