using System.Globalization;

namespace Inbox.Insights;

/// <summary>The time that a report is about.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, which does not belong to it.</param>
/// <param name="Zone">Whose hours, days and weeks are meant.</param>
public sealed record Period(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone)
{
    /// <summary>The time just before it, of the same length.</summary>
    public Period Before => this with { From = From - (To - From), To = From };

    internal long Start => From.ToUnixTimeMilliseconds();

    internal long End => To.ToUnixTimeMilliseconds();

    internal bool Has(long at) => at >= Start && at < End;

    internal DateTimeOffset Local(long at) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), Zone);

    /// <summary>The ISO week of a moment, such as 2026-W53.</summary>
    internal string Week(long at) => Local(at).Date is var date ? $"{ISOWeek.GetYear(date):d4}-W{ISOWeek.GetWeekOfYear(date):d2}" : "";

    /// <summary>The week of a moment among all weeks: the first of January of the year 1 was a Monday.</summary>
    internal int WeekNumber(long at) => (int)(Local(at).Ticks / TimeSpan.TicksPerDay / 7);

    /// <summary>1 Monday to 7 Sunday.</summary>
    internal int Weekday(long at) => Local(at).DayOfWeek is var day && day == DayOfWeek.Sunday ? 7 : (int)day;
}
