namespace Inbox.Insights;

/// <summary>The local weeks of a period as numbers, to count by without naming each moment's week.</summary>
internal sealed class SentWeeks
{
    private readonly Quarters<int> _numbers;
    private readonly long[] _moments;

    public SentWeeks(Period period)
    {
        var first = period.WeekNumber(period.Start) - 1; // clocks that go back may show the week before
        _moments = new long[period.WeekNumber(period.End) - first + 2];
        _numbers = new(period, at =>
        {
            var number = period.WeekNumber(at) - first;
            _moments[number] = at;
            return number;
        });
    }

    /// <summary>One more than the last number can be.</summary>
    public int Most => _moments.Length;

    /// <summary>A moment of a week that was asked for.</summary>
    public long this[int week] => _moments[week];

    /// <summary>The number of a moment's week; the moment is one of the period.</summary>
    public int Of(long at) => _numbers[at];
}
