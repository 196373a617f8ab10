namespace Inbox.WorkingHours;

/// <summary>The hours that hold from a date on, ready to count with.</summary>
internal sealed class ScheduleVersion(ScheduleHours hours)
{
    private const long Day = 24 * 3_600_000L;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);
    private readonly HashSet<DateOnly> _holidays = [.. hours.Holidays.Select(h => ScheduleText.Date(h)!.Value)];

    private readonly Dictionary<DateOnly, IReadOnlyList<TimeRange>> _dated = hours.Dated.GroupBy(d => ScheduleText.Date(d.Date)!.Value).ToDictionary(d => d.Key, d => d.Last().Ranges);

    private readonly long _midnight = (ScheduleText.Date(hours.ValidFrom)!.Value.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * Day;

    public DateOnly From { get; } = ScheduleText.Date(hours.ValidFrom)!.Value;

    /// <summary>Whether its first day had come by a moment, in milliseconds since 1970 in UTC. Only near that day it matters where that is: no place is two days from UTC.</summary>
    public bool HadBegunBy(long at) => at - _midnight is var since && since >= 2 * Day || since >= -2 * Day && From <= DateOf(DateTimeOffset.FromUnixTimeMilliseconds(at));

    private DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, _zone).DateTime);

    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> On(DateOnly day)
    {
        foreach (var range in Ranges(day))
        {
            var (from, to) = (ScheduleText.Minutes(range.From)!.Value, ScheduleText.Minutes(range.To)!.Value);
            yield return (At(day, from), At(day, to <= from ? to + 1440 : to));
        }
    }

    private IEnumerable<TimeRange> Ranges(DateOnly day)
    {
        if (_dated.TryGetValue(day, out var own))
            return own;
        var weekday = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
        return _holidays.Contains(day) ? [] : hours.Weekly.Where(w => w.Days.Contains(weekday)).Select(w => new TimeRange(w.From, w.To));
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
