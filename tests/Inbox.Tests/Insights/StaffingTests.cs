using System.Globalization;
using Inbox.Insights;

namespace Inbox.Tests.Insights;

public sealed class StaffingTests
{
    [Fact]
    public void Asks_stand_in_the_hour_in_which_they_came_and_answers_in_the_one_in_which_they_were_given()
    {
        // 2026-03-02 is a Monday; Paris is an hour ahead of UTC.
        var rows = Of("2026-03-02", "2026-03-16",
            Ask("2026-03-02T08:30Z", answered: "2026-03-02T09:10Z", by: "m1"), // Monday 9 to Monday 10
            Ask("2026-03-02T08:59Z", answered: "2026-03-02T09:10Z", by: "m1"), // the same answer: once
            Ask("2026-03-09T08:00Z"), // the next Monday at 9
            Ask("2026-03-01T22:59Z", answered: "2026-03-02T09:30Z", by: "m2"), // asked before the period, answered in it
            Ask("2026-03-15T22:30Z", answered: "2026-03-15T23:30Z", by: "m3")); // Sunday 23, answered after it

        Assert.Equal(168, rows.Count);
        Assert.Equal([("1-09", 3, 0, 2), ("1-10", 0, 2, 2), ("7-23", 1, 0, 2)], rows.Where(r => r.N > 0).Select(r => (r.Key!, r.Asks, r.Answers, r.Times)));
    }

    [Fact]
    public void An_hour_that_a_clock_change_skips_does_not_come_and_one_that_it_repeats_comes_twice()
    {
        Assert.Equal((0, 1), (At(Of("2026-03-23", "2026-03-30"), "7-02").Times, At(Of("2026-03-23", "2026-03-30"), "7-03").Times));
        Assert.Equal(2, At(Of("2026-10-19", "2026-10-26"), "7-02").Times);

        static StaffingHour At(IReadOnlyList<StaffingHour> rows, string key) => rows.Single(r => r.Key == key);
    }

    private static IReadOnlyList<StaffingHour> Of(string from, string to, params ReceivedAsk[] asks)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        DateTimeOffset Midnight(string date) => DateTime.Parse(date, CultureInfo.InvariantCulture) is var local ? new(local, zone.GetUtcOffset(local)) : default;
        return Staffing.Of(asks, new(Midnight(from), Midnight(to), zone));
    }

    private static ReceivedAsk Ask(string at, string? answered = null, string? by = null) => new()
    {
        Id = at, ConversationId = "c", AccountId = "a", Channel = "email", AskedAt = Ms(at), AnsweredAt = answered is null ? null : Ms(answered), AnswerId = by,
    };

    private static long Ms(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
