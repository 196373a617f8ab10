using System.Globalization;

namespace Inbox.Threads;

/// <summary>The hours in which an account answers, from a date on.</summary>
/// <param name="TimeZone">An IANA name such as <c>Europe/Paris</c>.</param>
/// <param name="Weekly">When, by weekday.</param>
/// <param name="Holidays">Days off, <c>yyyy-MM-dd</c>.</param>
/// <param name="ValidFrom">The first day it holds, <c>yyyy-MM-dd</c>.</param>
public sealed record ScheduleHours(string TimeZone, IReadOnlyList<OpenHours> Weekly, IReadOnlyList<string> Holidays, string ValidFrom);

/// <summary>Working hours on some weekdays; a range that ends before it begins goes on into the next day.</summary>
/// <param name="Days">1 Monday to 7 Sunday.</param>
/// <param name="From"><c>HH:mm</c>.</param>
/// <param name="To"><c>HH:mm</c>; <c>24:00</c> is the end of the day.</param>
public sealed record OpenHours(IReadOnlyList<int> Days, string From, string To);

/// <summary>All versions of an account's hours; each date goes by the version that held then.</summary>
internal sealed class Schedule
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);
    private readonly List<Version> _versions;

    private Schedule(List<Version> versions) => _versions = versions;

    public static Schedule? Of(IEnumerable<ScheduleHours> versions)
    {
        var read = versions.Select(v => new Version(v)).OrderBy(v => v.From).ToList();
        return read.Count == 0 ? null : new(read);
    }

    /// <summary>Working time between two times, and whether the second fell into it; null when no version held then.</summary>
    public (long WorkingMs, bool InHours)? Between(long from, long to)
    {
        var (start, end) = (Time.Of(from), Time.Of(to));
        if (end - start > Longest || VersionOn(DateOnly.FromDateTime(end.UtcDateTime)) is null)
            return null;
        var ranges = new List<(DateTimeOffset From, DateTimeOffset To)>();
        for (var day = DateOnly.FromDateTime(start.UtcDateTime).AddDays(-2); day <= DateOnly.FromDateTime(end.UtcDateTime).AddDays(1); day = day.AddDays(1))
            if (VersionOn(day) is { } version)
                ranges.AddRange(version.On(day));
        var union = Union(ranges);
        var work = union.Sum(r => Math.Max(0, (Min(r.To, end) - Max(r.From, start)).TotalMilliseconds));
        return ((long)work, union.Exists(r => r.From <= end && end < r.To));
    }

    private Version? VersionOn(DateOnly day) => _versions.FindLast(v => v.From <= day);

    /// <summary>Overlapping ranges count once.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> Union(List<(DateTimeOffset From, DateTimeOffset To)> ranges)
    {
        var union = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var r in ranges.OrderBy(r => r.From))
            if (union.Count > 0 && r.From <= union[^1].To)
                union[^1] = (union[^1].From, Max(union[^1].To, r.To));
            else
                union.Add(r);
        return union;
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed class Version(ScheduleHours hours)
    {
        private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);
        private readonly HashSet<DateOnly> _holidays = [.. hours.Holidays.Select(h => DateOnly.ParseExact(h, "yyyy-MM-dd", CultureInfo.InvariantCulture))];

        public DateOnly From { get; } = DateOnly.ParseExact(hours.ValidFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> On(DateOnly day)
        {
            var weekday = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
            if (_holidays.Contains(day))
                yield break;
            foreach (var range in hours.Weekly.Where(w => w.Days.Contains(weekday)))
            {
                var (from, to) = (ScheduleText.Minutes(range.From)!.Value, ScheduleText.Minutes(range.To)!.Value);
                yield return (At(day, from), At(day, to <= from ? to + 1440 : to));
            }
        }

        /// <summary>The instant of a local time. One that a clock change skips is moved past the gap; of one that comes twice, the first.</summary>
        private DateTimeOffset At(DateOnly day, int minutes)
        {
            var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);
            while (_zone.IsInvalidTime(local))
                local = local.AddMinutes(15);
            var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
            return new DateTimeOffset(local, offset).ToUniversalTime();
        }
    }
}

/// <summary>Reads and checks what people type into a schedule.</summary>
internal static class ScheduleText
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

    /// <summary>What is wrong with a schedule, or null.</summary>
    public static string? Problem(ScheduleHours hours)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _))
            return $"'{hours.TimeZone}' is no time zone that this machine knows. Use a name such as Europe/Paris.";
        if (hours.Weekly.FirstOrDefault(w => Minutes(w.From) is null || Minutes(w.To) is null) is { } range)
            return $"'{range.From}' to '{range.To}' is no range of times. Write hours and minutes, such as 09:00.";
        if (hours.Weekly.FirstOrDefault(w => w.Days.Count == 0 || w.Days.Any(d => d is < 1 or > 7)) is not null)
            return "Days are numbers from 1 (Monday) to 7 (Sunday).";
        return hours.Holidays.Append(hours.ValidFrom).FirstOrDefault(d => !DateOnly.TryParseExact(d, "yyyy-MM-dd", out _)) is { } bad
            ? $"'{bad}' is no date. Write it as 2026-12-25."
            : null;
    }
}
