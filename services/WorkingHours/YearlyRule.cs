using System.Globalization;

namespace Inbox.WorkingHours;

/// <summary>A day that comes back every year or every few (RFC 5545, RRULE with FREQ=YEARLY on the date of its start).</summary>
internal sealed record YearlyRule(int Interval, int Count, DateOnly Until)
{
    /// <summary>What the text says; null for none, and for rules of other kinds.</summary>
    public static YearlyRule? Read(string? text, DateOnly start, Func<string?, DateOnly?> date)
    {
        if (text is null)
            return null;
        var rule = new YearlyRule(1, int.MaxValue, DateOnly.MaxValue);
        var isYearly = false;
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, v) : (part, "");
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1 and <= 1000 ? read : (int?)null;
            if (name == "FREQ" && value == "YEARLY")
                isYearly = true;
            else if (name == "INTERVAL" && number is not null)
                rule = rule with { Interval = number.Value };
            else if (name == "COUNT" && number is not null)
                rule = rule with { Count = number.Value };
            else if (name == "UNTIL" && date(value.Length > 8 ? value[..8] : value) is { } until)
                rule = rule with { Until = until };
            else if (!(name == "BYMONTH" && number == start.Month || name == "BYMONTHDAY" && number == start.Day || name == "WKST"))
                return null;
        }
        return isYearly ? rule : null;
    }

    /// <summary>The days on which it begins, from a first one until a last one. The 29th of February comes in leap years only.</summary>
    public IEnumerable<DateOnly> Days(DateOnly start, DateOnly first, DateOnly last)
    {
        var n = 0;
        for (var year = start.Year; year <= last.Year && n < Count; year += Interval)
        {
            if (start.Day > DateTime.DaysInMonth(year, start.Month))
                continue;
            var day = new DateOnly(year, start.Month, start.Day);
            if (day > Until)
                yield break;
            n++;
            if (day >= first)
                yield return day;
        }
    }
}
