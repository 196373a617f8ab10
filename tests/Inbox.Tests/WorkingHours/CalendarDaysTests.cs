using Inbox.WorkingHours;

namespace Inbox.Tests.WorkingHours;

public sealed class CalendarDaysTests
{
    private static readonly DateOnly From = new(2026, 1, 1), To = new(2027, 12, 31);

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:Labour Day", "2026-05-01 Labour Day")]
    [InlineData("DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260503\r\nSUMMARY:Bridge", "2026-05-01 Bridge|2026-05-02 Bridge")] // the end does not belong to it
    [InlineData("DTSTART;VALUE=DATE:20261224\r\nDURATION:P1W\r\nSUMMARY:Shut", "2026-12-24 Shut|2026-12-25 Shut|2026-12-26 Shut|2026-12-27 Shut|2026-12-28 Shut|2026-12-29 Shut|2026-12-30 Shut")]
    [InlineData("DTSTART;VALUE=DATE:20000714\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Fête\\, nationale", "2026-07-14 Fête, nationale|2027-07-14 Fête, nationale")]
    [InlineData("DTSTART;VALUE=DATE:20000714\r\nRRULE:FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14;UNTIL=20261231T000000Z\r\nSUMMARY:Fête", "2026-07-14 Fête")]
    [InlineData("DTSTART;VALUE=DATE:20250714\r\nRRULE:FREQ=YEARLY;INTERVAL=2\r\nSUMMARY:Fête", "2027-07-14 Fête")]
    [InlineData("DTSTART;VALUE=DATE:20250714\r\nRRULE:FREQ=YEARLY;COUNT=2\r\nSUMMARY:Fête", "2026-07-14 Fête")]
    [InlineData("DTSTART;VALUE=DATE:20250714\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20260714\r\nSUMMARY:Fête", "2027-07-14 Fête")]
    [InlineData("DTSTART;VALUE=DATE:20260406\r\nRDATE;VALUE=DATE:20270329\r\nSUMMARY:Easter Monday", "2026-04-06 Easter Monday|2027-03-29 Easter Monday")]
    [InlineData("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Leap", "")]
    [InlineData("DTSTART;VALUE=DATE:20260501\r\nSTATUS:CANCELLED\r\nSUMMARY:Off", "")]
    [InlineData("DTSTART;VALUE=DATE:20260501\r\nSUMMARY;ALTREP=\"http://x.example/a\":Three", "2026-05-01 Three")]
    [InlineData("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:Lab\r\n our\r\n\t Day", "2026-05-01 Labour Day")] // folded lines
    [InlineData("DTSTART;VALUE=DATE:20260501\r\nBEGIN:VALARM\r\nSUMMARY:Wrong\r\nEND:VALARM\r\nSUMMARY:Right", "2026-05-01 Right")]
    [InlineData("DTSTART:20260501T090000Z\r\nSUMMARY:Meeting", "1 timed")]
    [InlineData("DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Market", "2026-05-01 Market|1 unread")]
    [InlineData("DTSTART;VALUE=DATE:20261126\r\nRRULE:FREQ=YEARLY;BYDAY=4TH;BYMONTH=11\r\nSUMMARY:Thanksgiving", "2026-11-26 Thanksgiving|1 unread")]
    [InlineData("DTSTART;VALUE=DATE:20269901\r\nSUMMARY:Never", "1 unread")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20261231\r\nSUMMARY:For ever", "1 unread")]
    [InlineData("SUMMARY:No day", "1 unread")]
    public void Whole_days_are_read_once_or_every_year(string lines, string days)
    {
        var read = CalendarDays.Read($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", From, To)!;
        Assert.Equal(days, string.Join('|', [.. read.Days.Select(d => $"{d.Date} {d.Name}"), .. read.Timed > 0 ? [$"{read.Timed} timed"] : Array.Empty<string>(), .. read.Unread > 0 ? [$"{read.Unread} unread"] : Array.Empty<string>()]));
    }

    [Fact]
    public void What_is_no_calendar_or_has_too_many_days_is_none()
    {
        Assert.Null(CalendarDays.Read("", From, To));
        Assert.Null(CalendarDays.Read("<html></html>", From, To));
        Assert.Null(CalendarDays.Read("BEGIN:VCALENDAR\n" + new string('x', CalendarDays.MostCharacters), From, To));
        Assert.Null(CalendarDays.Read("BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Range(0, CalendarDays.MostDays + 1).Select(d => $"BEGIN:VEVENT\nDTSTART:{From.AddDays(d):yyyyMMdd}\nEND:VEVENT\n")), From, From.AddYears(9)));
        Assert.Empty(CalendarDays.Read("\uFEFFBEGIN:VCALENDAR\nEND:VCALENDAR", From, To)!.Days);
        Assert.Empty(CalendarDays.Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260501\n", From, To)!.Days); // it never ends
    }

    [Fact]
    public void A_million_characters_of_hostile_rules_take_little_time()
    {
        const string Event = "BEGIN:VEVENT\nDTSTART:19000101\nDTEND:19000303\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";
        var text = "BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat(Event, (CalendarDays.MostCharacters - 20) / Event.Length));
        var worked = CpuTime.Of(() => Assert.Equal(122, CalendarDays.Read(text, From, To)!.Days.Count));
        Assert.True(worked < TimeSpan.FromSeconds(5), $"{worked}");
    }
}
