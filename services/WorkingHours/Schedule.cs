namespace Inbox.WorkingHours;

/// <summary>All versions of an account's hours; each date goes by the version that held then.</summary>
public sealed class Schedule
{
    /// <summary>How far ahead the end of a target is looked for.</summary>
    public static readonly TimeSpan LongestDue = TimeSpan.FromDays(92);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);
    private readonly List<ScheduleVersion> _versions;

    private Schedule(List<ScheduleVersion> versions) => _versions = versions;

    /// <summary>Hours from their versions, in any order; null for none.</summary>
    public static Schedule? Of(IEnumerable<ScheduleHours> versions)
    {
        var read = versions.Select(v => new ScheduleVersion(v)).OrderBy(v => v.From).ToList();
        return read.Count == 0 ? null : new(read);
    }

    /// <summary>
    /// Working time between an ask and its answer, and whether the answer fell into it; an answer outside counts 0 and is known by that. Null when no version
    /// held then.
    /// </summary>
    /// <param name="from">The ask, in milliseconds since 1970 in UTC.</param>
    /// <param name="to">The answer, likewise.</param>
    public (long WorkingMs, bool InHours)? Between(long from, long to)
    {
        if (!Held(from, to))
            return null;
        var worked = Over(from, to);
        return worked.Contains(to) ? (worked.Between(from, to), true) : (0, false);
    }

    /// <summary>Working time of a wait that no answer ended: it may have ended at any hour. Null when no version held then.</summary>
    /// <param name="worked">What was worked in a time around both.</param>
    /// <param name="from">The ask, in milliseconds since 1970 in UTC.</param>
    /// <param name="to">Its end, or now, likewise.</param>
    public long? Waited(WorkedTime worked, long from, long to) => Held(from, to) ? worked.Between(from, to) : null;

    /// <summary>When so much working time is over; null when no version held at the ask, or not so much is worked within <see cref="LongestDue"/>.</summary>
    /// <param name="from">The ask, in milliseconds since 1970 in UTC.</param>
    /// <param name="workedMs">How much, in milliseconds, more than none.</param>
    public long? Due(long from, long workedMs)
    {
        if (!Held(from, from))
            return null;
        var longest = (long)LongestDue.TotalMilliseconds;
        for (var ahead = Math.Min(longest, workedMs * 8 + (long)TimeSpan.FromDays(4).TotalMilliseconds); ; ahead = Math.Min(longest, ahead * 4))
            if (Over(from, from + ahead).After(from, workedMs) is { } due)
                return due <= from + longest ? due : null;
            else if (ahead == longest)
                return null;
    }

    /// <summary>When work is done between two moments, in milliseconds since 1970 in UTC.</summary>
    public WorkedTime Over(long from, long to)
    {
        var ranges = new List<(DateTimeOffset From, DateTimeOffset To)>();
        var end = DateOnly.FromDateTime(At(to).UtcDateTime).AddDays(1);
        for (var day = DateOnly.FromDateTime(At(from).UtcDateTime).AddDays(-2); day <= end; day = day.AddDays(1))
            if (_versions.FindLast(v => v.From <= day) is { } version)
                ranges.AddRange(version.On(day));
        return new(ranges.Select(r => (r.From.ToUnixTimeMilliseconds(), r.To.ToUnixTimeMilliseconds())));
    }

    /// <summary>The working days between two moments, in milliseconds since 1970 in UTC.</summary>
    public WorkingDays Days(long from, long to)
    {
        var days = new List<IReadOnlyList<(long, long)>>();
        var end = DateOnly.FromDateTime(At(to).UtcDateTime).AddDays(1);
        for (var day = DateOnly.FromDateTime(At(from).UtcDateTime).AddDays(-2); day <= end; day = day.AddDays(1))
            if (_versions.FindLast(v => v.From <= day) is { } version)
                days.Add([.. version.On(day).Select(r => (r.From.ToUnixTimeMilliseconds(), r.To.ToUnixTimeMilliseconds()))]);
        return new(days);
    }

    /// <summary>When one working day after a moment is over: null when no version held then; the end of time when it is later than the days that were looked at.</summary>
    /// <param name="days">The days around it.</param>
    /// <param name="at">The moment, in milliseconds since 1970 in UTC.</param>
    public long? DayAfter(WorkingDays days, long at) => Held(at, at) ? days.After(at) ?? long.MaxValue : null;

    private bool Held(long from, long to)
    {
        if (to - from > Longest.TotalMilliseconds)
            return false;
        foreach (var version in _versions)
            if (version.HadBegunBy(to))
                return true;
        return false;
    }

    private static DateTimeOffset At(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
