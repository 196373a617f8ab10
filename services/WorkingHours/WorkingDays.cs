namespace Inbox.WorkingHours;

/// <summary>
/// When one working day is over: so much working time after a moment as the day has on which work goes on or begins. Asked on a Monday at three, with the same hours each day, that is Tuesday at three;
/// asked on a Sunday, the end of Monday's work. A night's work belongs to the day on which it begins.
/// </summary>
public sealed class WorkingDays
{
    private readonly WorkedTime _worked;
    private readonly List<long> _ends = [], _lengths = [];

    internal WorkingDays(IEnumerable<IReadOnlyList<(long From, long To)>> days)
    {
        var all = days.Where(d => d.Count > 0).ToList();
        _worked = new(all.SelectMany(d => d));
        foreach (var (end, length) in all.SelectMany(d => d.Select(r => (r.To, new WorkedTime(d).Between(long.MinValue, long.MaxValue)))).OrderBy(r => r.To))
        {
            _ends.Add(end);
            _lengths.Add(length);
        }
    }

    /// <summary>The end of the working day that begins at a moment; null when it is later than was looked at.</summary>
    internal long? After(long at)
    {
        var i = _ends.BinarySearch(at + 1) is var found && found >= 0 ? found : ~found;
        return i < _ends.Count ? _worked.After(at, _lengths[i]) : null;
    }
}
