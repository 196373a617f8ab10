namespace Inbox.Insights;

/// <summary>Something that is the same for a quarter of an hour, as the local hour, day and week of every zone are; worked out once for each.</summary>
internal sealed class Quarters<T>(Period period, Func<long, T> of)
{
    private const long Quarter = 15 * 60_000;
    private readonly long _first = (long)Math.Floor((double)period.Start / Quarter);
    private readonly T[] _values = new T[(period.End - period.Start) / Quarter + 2];
    private readonly bool[] _known = new bool[(period.End - period.Start) / Quarter + 2];

    public T this[long at]
    {
        get
        {
            var i = at / Quarter - _first;
            if (at < 0 || i < 0 || i >= _values.Length)
                return of(at);
            if (!_known[i])
                (_known[i], _values[i]) = (true, of(at));
            return _values[i];
        }
    }
}
