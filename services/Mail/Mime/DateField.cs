using System.Globalization;

namespace Inbox.Mail.Mime;

/// <summary>Dates (RFC 5322 section 3.3 and 4.3), and the other forms that mailers write: two-digit years, names of zones, ISO 8601, no zone at all (read as UTC).</summary>
internal static class DateField
{
    private const int LongestField = 200;
    private static readonly string[] _months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Null when it cannot be read or cannot be true (B17): then the time of receipt counts.</summary>
    public static DateTimeOffset? Parse(string raw)
    {
        var text = WithoutComments(raw.Length > LongestField ? raw[..LongestField] : raw);
        var date = Words(text) ?? Iso(text);
        return date is { Year: >= 1971 and <= 9000 } ? date : null;
    }

    private static DateTimeOffset? Words(string text)
    {
        int? day = null, month = null, year = null, zone = null;
        TimeSpan? time = null;
        foreach (var word in text.Split([' ', ',', '\t', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Contains(':'))
                time ??= Time(word);
            else if (word.Length >= 3 && char.IsAsciiLetter(word[0]) && month is null && Array.FindIndex(_months, m => word.StartsWith(m, StringComparison.OrdinalIgnoreCase)) is >= 0 and var m)
                month = m + 1;
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && time is null | year is null)
            {
                if (day is null && number is > 0 and <= 31 && word.Length <= 2)
                    day = number;
                else if (year is null)
                    year = word.Length >= 4 ? number : number < 50 ? 2000 + number : number < 1000 ? 1900 + number : number;
            }
            else if (time is not null && zone is null)
                zone = Zone(word);
        }
        // A minus before a zone was taken for a separator above.
        var minus = text.LastIndexOf('-');
        if (time is not null && minus > text.LastIndexOf(':') && minus + 5 <= text.Length && Zone(text.Substring(minus, 5)) is { } west)
            zone = west;
        if (zone is null && time is not null && text.LastIndexOfAny(['+', '-']) > text.LastIndexOf(':'))
            return null;
        return day is null || month is null || year is null ? null : Make(year.Value, month.Value, day.Value, time ?? TimeSpan.Zero, zone ?? 0);
    }

    private static DateTimeOffset? Iso(string text) =>
        text.Length >= 8 && char.IsAsciiDigit(text[0])
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date) ? date : null;

    private static TimeSpan? Time(string word)
    {
        var parts = word.Split(':');
        return parts.Length is 2 or 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours < 24
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60
            && (parts.Length == 2 ? 0 : Seconds(parts[2])) is { } seconds ? new(hours, minutes, seconds) : null;
    }

    private static int? Seconds(string text)
    {
        var dot = text.IndexOf('.');
        return int.TryParse(dot < 0 ? text : text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var s) && s <= 60 ? Math.Min(s, 59) : null;
    }

    /// <summary>Minutes east of UTC.</summary>
    private static int? Zone(string word)
    {
        if (word is ['+' or '-', _, _, _, _] && int.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var minutes = number / 100 * 60 + number % 100;
            return number % 100 < 60 && minutes <= 14 * 60 ? word[0] == '-' ? -minutes : minutes : null;
        }
        return word.ToUpperInvariant() switch
        {
            "UT" or "UTC" or "GMT" or "Z" or "WET" => 0,
            "EST" or "CDT" => -300,
            "EDT" => -240,
            "CST" or "MDT" => -360,
            "MST" or "PDT" => -420,
            "PST" => -480,
            "CET" or "BST" or "MET" or "WEST" => 60,
            "CEST" or "EET" or "MEST" => 120,
            "MSK" or "EEST" => 180,
            "JST" or "KST" => 540,
            _ => null,
        };
    }

    private static DateTimeOffset? Make(int year, int month, int day, TimeSpan time, int zone)
    {
        if (year is < 2 or > 9998 || day > DateTime.DaysInMonth(year, month))
            return null;
        return new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.FromMinutes(zone)) + time;
    }

    private static string WithoutComments(string text)
    {
        var open = text.IndexOf('(');
        return (open < 0 ? text : text[..open]).Trim();
    }
}
