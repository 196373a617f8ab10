using System.Globalization;

namespace Inbox.WorkingHours;

/// <summary>Reads and checks what people type into a schedule.</summary>
public static class ScheduleText
{
    /// <summary>Minutes since midnight of <c>HH:mm</c>, or null.</summary>
    public static int? Minutes(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            && m < 60 && (h < 24 || h == 24 && m == 0)
            ? h * 60 + m
            : null;
    }

    /// <summary>The date of <c>yyyy-MM-dd</c>, or null.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>What is wrong with a schedule, or null.</summary>
    public static string? Problem(ScheduleHours hours)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _))
            return $"'{hours.TimeZone}' is no time zone that this machine knows. Use a name such as Europe/Paris.";
        if (hours.Weekly.Select(w => new TimeRange(w.From, w.To)).Concat(hours.Dated.SelectMany(d => d.Ranges)).FirstOrDefault(w => Minutes(w.From) is null || Minutes(w.To) is null) is { } range)
            return $"'{range.From}' to '{range.To}' is no range of times. Write hours and minutes, such as 09:00.";
        if (hours.Weekly.FirstOrDefault(w => w.Days.Count == 0 || w.Days.Any(d => d is < 1 or > 7)) is not null)
            return "Days are numbers from 1 (Monday) to 7 (Sunday).";
        return hours.Holidays.Concat(hours.Dated.Select(d => d.Date)).Append(hours.ValidFrom).FirstOrDefault(d => Date(d) is null) is { } bad
            ? $"'{bad}' is no date. Write it as 2026-12-25."
            : null;
    }
}
