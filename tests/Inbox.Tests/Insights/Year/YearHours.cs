namespace Inbox.Tests.Insights.Year;

/// <summary>Working hours as a row of minutes of which each is worked or not, from the beginning of the year on.</summary>
internal sealed class YearHours
{
    private const int Minutes = (365 + 40) * 24 * 60;
    private readonly bool[] _isWorked = new bool[Minutes];
    private readonly int[] _before = new int[Minutes + 1];

    private readonly DateTime[] _days = new DateTime[Minutes];

    /// <param name="isWorked">Whether people work at a minute of the day on a day.</param>
    /// <param name="isNight">Whether what is worked before noon belongs to the day before.</param>
    public YearHours(Func<DateTime, int, bool> isWorked, bool isNight = false)
    {
        for (var i = 0; i < Minutes; i++)
        {
            var local = YearTime.Local(YearTime.Start + i * YearTime.Minute);
            _isWorked[i] = isWorked(local.Date, local.Hour * 60 + local.Minute);
            _days[i] = isNight && local.Hour < 12 ? local.Date.AddDays(-1) : local.Date;
            _before[i + 1] = _before[i] + (_isWorked[i] ? 1 : 0);
        }
    }

    /// <summary>9:00 to 12:30 and 14:00 to 18:00 from Monday to Friday except on holidays; from September on Saturdays from 10:00 to 14:00, too.</summary>
    public static YearHours Shop { get; } = new((day, minute) => !YearTime.IsHoliday(day) && YearTime.Weekday(day) switch
    {
        < 6 => minute is (>= 540 and < 750) or (>= 840 and < 1080),
        6 => day.Month >= 9 && day.Year == 2026 && minute is >= 600 and < 840,
        _ => false,
    });

    /// <summary>Every night from 20:00 to 3:00, so the night of a clock change has six or eight hours.</summary>
    public static YearHours Night { get; } = new((_, minute) => minute is >= 1200 or < 180, isNight: true);

    public bool Has(long at) => _isWorked[Place(at)];

    public long Between(long from, long to) => (_before[Place(to)] - _before[Place(from)]) * YearTime.Minute;

    /// <summary>The first moment at which so many minutes have been worked.</summary>
    public long After(long from, int minutes)
    {
        var i = Place(from);
        for (var wanted = _before[i] + minutes; _before[i] < wanted; i++)
        {
        }
        return YearTime.Start + i * YearTime.Minute;
    }

    /// <summary>When as many minutes have been worked as the day has in which somebody is there next.</summary>
    public long DayAfter(long at)
    {
        var i = Place(Next(at));
        var (first, last) = (Math.Max(0, i - 3 * 1440), Math.Min(Minutes, i + 3 * 1440));
        return After(at, Enumerable.Range(first, last - first).Count(m => _isWorked[m] && _days[m] == _days[i]));
    }

    /// <summary>The first moment from then on at which somebody is there.</summary>
    public long Next(long at)
    {
        var i = Place(at);
        while (!_isWorked[i])
            i++;
        return YearTime.Start + i * YearTime.Minute;
    }

    private static int Place(long at) => (int)((at - YearTime.Start) / YearTime.Minute);
}
