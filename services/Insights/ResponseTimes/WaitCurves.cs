namespace Inbox.Insights;

/// <summary>Waits for first and later asks apart and together: three curves. Answers are announced, then told in the order of time; of asks without one it is said how long they waited.</summary>
internal sealed class WaitCurves
{
    private readonly WaitCurve _all = new(), _first = new(), _next = new();
    private readonly List<long> _firstLeft = [], _nextLeft = [];

    public void Expect(bool isFirst)
    {
        _all.Expect();
        (isFirst ? _first : _next).Expect();
    }

    public void Leave(bool isFirst, long waited) => (isFirst ? _firstLeft : _nextLeft).Add(waited);

    public void Begin()
    {
        var (first, next) = (LongSort.Sorted(_firstLeft), LongSort.Sorted(_nextLeft));
        _first.Begin(first);
        _next.Begin(next);
        _all.Begin(Merged(first, next));
    }

    /// <summary>The curves that an answer belongs to.</summary>
    public IEnumerable<WaitCurve> Of(bool isFirst) => [_all, isFirst ? _first : _next];

    public (Percentiles? All, Percentiles? First, Percentiles? Next) Percentiles() => (_all.Percentiles(), _first.Percentiles(), _next.Percentiles());

    private static long[] Merged(long[] a, long[] b)
    {
        var merged = new long[a.Length + b.Length];
        for (int i = 0, j = 0, to = 0; to < merged.Length; to++)
            merged[to] = j == b.Length || i < a.Length && a[i] <= b[j] ? a[i++] : b[j++];
        return merged;
    }
}
