using Inbox.Gateway;

namespace Inbox.Tests.Gateway.Digest;

public sealed class DigestWeekTests
{
    [Theory]
    [InlineData("Europe/Paris", "2026-11-23T05:59:00Z", "2026-W47", false)] // 06:59 on Monday: last week's, long stale
    [InlineData("Europe/Paris", "2026-11-23T06:00:00Z", "2026-W48", true)]
    [InlineData("Europe/Paris", "2026-11-25T05:59:00Z", "2026-W48", true)]
    [InlineData("Europe/Paris", "2026-11-25T06:00:00Z", "2026-W48", false)] // no news any more
    [InlineData("America/Los_Angeles", "2026-11-23T06:00:00Z", "2026-W47", false)] // Sunday there
    [InlineData("America/Los_Angeles", "2026-11-23T15:00:00Z", "2026-W48", true)]
    [InlineData("Asia/Tokyo", "2026-11-22T22:00:00Z", "2026-W48", true)]
    [InlineData("Europe/Paris", "2027-01-04T06:00:00Z", "2027-W01", true)]
    public void A_digest_is_due_on_Monday_morning_of_its_reader(string zone, string now, string week, bool isDue)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        var found = DigestWeek.Of(at, TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal((week, isDue), (found.Name, found.IsDue(at, at.AddDays(-30))));
        Assert.False(found.IsDue(at, found.DueAt)); // who asks for it on Monday gets the next one
    }

    [Fact]
    public void It_tells_of_the_week_before_also_over_a_clock_change()
    {
        var week = DigestWeek.Of(new(2026, 3, 30, 8, 0, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

        Assert.Equal((new DateTimeOffset(2026, 3, 22, 23, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero)), (week.From, week.To));
    }
}
