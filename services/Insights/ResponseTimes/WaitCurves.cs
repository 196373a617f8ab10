namespace Inbox.Insights;

/// <summary>Waits for first and later asks apart, from which three curves are made; each wait is sorted once.</summary>
internal sealed class WaitCurves
{
    private readonly List<long> _first = [], _next = [];

    public void Add(bool isFirst, Observation wait) => (isFirst ? _first : _next).Add(SurvivalCurve.Number(wait));

    public (Percentiles? All, Percentiles? First, Percentiles? Next) Percentiles()
    {
        var (first, next) = (LongSort.Sorted(_first), LongSort.Sorted(_next));
        return (Insights.Percentiles.OfSorted(Merged(first, next)), Insights.Percentiles.OfSorted(first), Insights.Percentiles.OfSorted(next));
    }

    private static long[] Merged(long[] a, long[] b)
    {
        var merged = new long[a.Length + b.Length];
        for (int i = 0, j = 0, to = 0; to < merged.Length; to++)
            merged[to] = j == b.Length || i < a.Length && a[i] <= b[j] ? a[i++] : b[j++];
        return merged;
    }
}
