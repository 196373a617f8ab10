namespace Inbox.WorkingHours;

/// <summary>The hours in which an account answers, from a date on.</summary>
/// <param name="TimeZone">An IANA name such as <c>Europe/Paris</c>.</param>
/// <param name="Weekly">When, by weekday.</param>
/// <param name="Holidays">Days off, <c>yyyy-MM-dd</c>.</param>
/// <param name="ValidFrom">The first day it holds, <c>yyyy-MM-dd</c>.</param>
public sealed record ScheduleHours(string TimeZone, IReadOnlyList<OpenHours> Weekly, IReadOnlyList<string> Holidays, string ValidFrom)
{
    /// <summary>Single days with hours of their own, instead of those of their weekday, and also when they are days off otherwise.</summary>
    public IReadOnlyList<DatedHours> Dated { get; init; } = [];
}

/// <summary>The hours of one day.</summary>
/// <param name="Date"><c>yyyy-MM-dd</c>.</param>
/// <param name="Ranges">When; none: nobody works that day.</param>
public sealed record DatedHours(string Date, IReadOnlyList<TimeRange> Ranges);

/// <summary>A part of a day; one that ends before it begins goes on into the next day.</summary>
/// <param name="From"><c>HH:mm</c>.</param>
/// <param name="To"><c>HH:mm</c>; <c>24:00</c> is the end of the day.</param>
public sealed record TimeRange(string From, string To);

/// <summary>Working hours on some weekdays; a range that ends before it begins goes on into the next day.</summary>
/// <param name="Days">1 Monday to 7 Sunday.</param>
/// <param name="From"><c>HH:mm</c>.</param>
/// <param name="To"><c>HH:mm</c>; <c>24:00</c> is the end of the day.</param>
public sealed record OpenHours(IReadOnlyList<int> Days, string From, string To);
