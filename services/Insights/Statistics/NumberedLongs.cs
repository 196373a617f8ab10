namespace Inbox.Insights;

/// <summary>Numbers that are not negative, each with a small one that goes with it.</summary>
internal sealed class NumberedLongs
{
    private readonly List<long> _numbers = [];
    private readonly List<int> _with = [];

    public void Add(long number, int with)
    {
        _numbers.Add(number);
        _with.Add(with);
    }

    /// <summary>The smallest number first, and what goes with each.</summary>
    public (long[] Numbers, int[] With) Sorted() => LongSort.Sorted(_numbers, _with);
}
