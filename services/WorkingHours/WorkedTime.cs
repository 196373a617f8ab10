namespace Inbox.WorkingHours;

/// <summary>When work is done: ranges in their order, none touching another, with what was worked before each, so that thousands of waits are counted at once.</summary>
public sealed class WorkedTime
{
    private readonly List<long> _from = [], _to = [], _before = [];

    /// <summary>Ranges that overlap count once; one that ends before it begins counts nothing.</summary>
    internal WorkedTime(IEnumerable<(long From, long To)> ranges)
    {
        foreach (var (from, to) in ranges.OrderBy(r => r.From))
            if (_to.Count > 0 && from <= _to[^1])
                _to[^1] = Math.Max(_to[^1], to);
            else
                Add(from, to);
    }

    /// <summary>Whether a moment is working time; the end of a range is not.</summary>
    public bool Contains(long at) => At(at) is var i and >= 0 && at < _to[i];

    /// <summary>What was worked between two moments, in milliseconds.</summary>
    public long Between(long from, long to) => Math.Max(0, Until(to) - Until(from));

    /// <summary>The moment at which so much has been worked since another one; null when it is never reached.</summary>
    public long? After(long from, long workedMs)
    {
        var wanted = Until(from) + workedMs;
        var i = _before.BinarySearch(wanted) is var found && found >= 0 ? found - 1 : ~found - 1;
        return i >= 0 && wanted - _before[i] is var into && into <= _to[i] - _from[i] ? _from[i] + into : null;
    }

    private long Until(long at) => At(at) is var i and >= 0 ? _before[i] + Math.Max(0, Math.Min(at, _to[i]) - _from[i]) : 0;

    private void Add(long from, long to)
    {
        _before.Add(_to.Count == 0 ? 0 : _before[^1] + Math.Max(0, _to[^1] - _from[^1]));
        _from.Add(from);
        _to.Add(to);
    }

    /// <summary>The last range that has begun by then, or -1.</summary>
    private int At(long at) => _from.BinarySearch(at) is var i && i >= 0 ? i : ~i - 1;
}
