using System.Globalization;

namespace Inbox.WorkingHours;

/// <summary>An event of a calendar as far as it names whole days.</summary>
internal sealed class CalendarEvent
{
    private const int LongestDays = 62, FirstYear = 1900;
    private readonly List<(string Value, bool IsLeftOut)> _dates = [];
    private string? _start, _end, _duration, _rule;
    private bool _isOther;

    public string Name { get; private set; } = "";

    /// <summary>Whether it takes hours, not days.</summary>
    public bool IsTimed { get; private set; }

    public bool IsCancelled { get; private set; }

    public void Take(string property, string value)
    {
        switch (property)
        {
            case "DTSTART": (_start, IsTimed) = (value, value.Contains('T', StringComparison.Ordinal)); break;
            case "DTEND": _end = value; break;
            case "DURATION": _duration = value; break;
            case "SUMMARY": Name = Plain(value); break;
            case "RRULE": _rule = value; break;
            case "EXDATE" or "RDATE": _dates.AddRange(value.Split(',').Select(v => (v, property == "EXDATE"))); break;
            case "STATUS": IsCancelled = value == "CANCELLED"; break;
            case "RECURRENCE-ID" or "EXRULE": _isOther = true; break;
            default: break;
        }
    }

    /// <summary>Its days within a time, and whether all that it says was understood.</summary>
    public (IEnumerable<DateOnly> Days, bool IsRead) Between(DateOnly from, DateOnly to)
    {
        if (_isOther || Date(_start) is not { } start || start.Year < FirstYear || Length(start) is not (>= 1 and <= LongestDays and var length))
            return ([], false);
        var rule = YearlyRule.Read(_rule, start, Date);
        var leftOut = _dates.Where(d => d.IsLeftOut).Select(d => Date(d.Value)).ToHashSet();
        var begins = (rule?.Days(start, from.AddDays(-LongestDays), to) ?? [start]).Concat(_dates.Where(d => !d.IsLeftOut).Select(d => Date(d.Value)).OfType<DateOnly>()).Where(d => !leftOut.Contains(d));
        return (begins.SelectMany(d => Enumerable.Range(0, length).Select(d.AddDays)).Where(d => d >= from && d <= to), _rule is null || rule is not null);
    }

    private int? Length(DateOnly start)
    {
        if (_end is not null)
            return Date(_end) is { } end ? Math.Max(1, end.DayNumber - start.DayNumber) : null;
        if (_duration is null)
            return 1;
        var unit = _duration.Length > 2 && _duration[0] == 'P' ? _duration[^1] switch { 'D' => 1, 'W' => 7, _ => 0 } : 0;
        return unit > 0 && int.TryParse(_duration.AsSpan(1, _duration.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= LongestDays ? n * unit : null;
    }

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year < 9000 ? date : null;

    private static string Plain(string text)
    {
        var plain = text.Replace("\\n", " ", StringComparison.OrdinalIgnoreCase).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal).Trim();
        return plain.Length > 100 ? plain[..100] : plain;
    }
}
