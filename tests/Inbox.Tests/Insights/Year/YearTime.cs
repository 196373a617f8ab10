namespace Inbox.Tests.Insights.Year;

/// <summary>
/// The time of the year in Paris, reckoned minute by minute and without any library of time zones: UTC + 1, + 2 from the last Sunday of March to the last of October, both at 1:00 UTC.
/// </summary>
internal static class YearTime
{
    public const long Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour;
    private static readonly DateTime Zero = new(1970, 1, 1);
    private static readonly long Spring = Ms(new(2026, 3, 29, 1, 0, 0)), Autumn = Ms(new(2026, 10, 25, 1, 0, 0));

    /// <summary>Midnight in Paris on the first of January 2026, and a year later.</summary>
    public static readonly long Start = Ms(new(2025, 12, 31, 23, 0, 0)), End = Ms(new(2026, 12, 31, 23, 0, 0));

    public static readonly IReadOnlyList<string> Holidays = ["2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-11-11", "2026-12-25", "2027-01-01"];

    /// <summary>A moment that is given as local time.</summary>
    public static long At(int month, int day, int hour = 0)
    {
        var local = Ms(new(2026, month, day, hour, 0, 0));
        return IsSummer(local - 2 * Hour) ? local - 2 * Hour : local - Hour;
    }

    public static DateTime Local(long at) => Zero.AddMilliseconds(at + (IsSummer(at) ? 2 : 1) * Hour);

    public static DateTimeOffset Utc(long at) => new(Zero.AddMilliseconds(at), TimeSpan.Zero);

    /// <summary>1 Monday to 7 Sunday; the first of January 1970 was a Thursday.</summary>
    public static int Weekday(DateTime day) => (int)(((day.Date - Zero).Days + 3) % 7 + 1);

    /// <summary>The week belongs to the year of its Thursday.</summary>
    public static string Week(long at)
    {
        var thursday = Local(at).Date is var day ? day.AddDays(4 - Weekday(day)) : default;
        return $"{thursday.Year:0000}-W{(thursday.DayOfYear - 1) / 7 + 1:00}";
    }

    public static bool IsHoliday(DateTime day) => Holidays.Contains($"{day:yyyy-MM-dd}");

    public static long Ms(DateTime utc) => (long)(utc - Zero).TotalMilliseconds;

    private static bool IsSummer(long at) => at >= Spring && at < Autumn;
}
