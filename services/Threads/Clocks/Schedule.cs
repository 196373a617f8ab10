namespace Inbox.Threads;

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

    /// <summary>
    /// Working time between an ask and its answer, and whether the answer fell into it; an answer outside counts 0 and is known by that. Null when no version
    /// held then.
    /// </summary>
    public (long WorkingMs, bool InHours)? Between(long from, long to)
    {
        var (start, end) = (Time.Of(from), Time.Of(to));
        if (end - start > Longest || !_versions.Exists(v => v.From <= v.DateOf(end)))
            return null;
        var ranges = new List<(DateTimeOffset From, DateTimeOffset To)>();
        for (var day = DateOnly.FromDateTime(start.UtcDateTime).AddDays(-2); day <= DateOnly.FromDateTime(end.UtcDateTime).AddDays(1); day = day.AddDays(1))
            if (VersionOn(day) is { } version)
                ranges.AddRange(version.On(day));
        var union = Union(ranges);
        if (!union.Exists(r => r.From <= end && end < r.To))
            return (0, false);
        return ((long)union.Sum(r => Math.Max(0, (Min(r.To, end) - Max(r.From, start)).TotalMilliseconds)), true);
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
        private readonly HashSet<DateOnly> _holidays = [.. hours.Holidays.Select(h => ScheduleText.Date(h)!.Value)];

        public DateOnly From { get; } = ScheduleText.Date(hours.ValidFrom)!.Value;

        public DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, _zone).DateTime);

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
