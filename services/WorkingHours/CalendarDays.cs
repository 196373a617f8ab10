namespace Inbox.WorkingHours;

/// <summary>A day that a calendar names.</summary>
/// <param name="Date"><c>yyyy-MM-dd</c>.</param>
/// <param name="Name">What it is.</param>
public sealed record CalendarDay(string Date, string Name);

/// <summary>Days off from an iCalendar file (RFC 5545): events of whole days, once or every year. Everything else is counted and left out.</summary>
/// <param name="Days">In their order, each once.</param>
/// <param name="Timed">Events that take hours: nobody is away all day.</param>
/// <param name="Unread">Events with something that is not understood, such as a rule by weekday; their first day is there all the same when it is known.</param>
public sealed record CalendarDays(IReadOnlyList<CalendarDay> Days, int Timed, int Unread)
{
    /// <summary>The longest file.</summary>
    public const int MostCharacters = 1_000_000;

    /// <summary>The most days that a schedule has.</summary>
    public const int MostDays = 1_000;

    /// <summary>Reads a calendar; null when it is none, is too long or has too many days.</summary>
    /// <param name="text">The file.</param>
    /// <param name="from">The first day that matters.</param>
    /// <param name="to">The last one.</param>
    public static CalendarDays? Read(string text, DateOnly from, DateOnly to)
    {
        if (text.Length > MostCharacters || !text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            return null;
        var (days, timed, unread) = (new SortedDictionary<DateOnly, string>(), 0, 0);
        foreach (var read in Events(text))
        {
            if (read.IsCancelled)
                continue;
            if (read.IsTimed)
            {
                timed++;
                continue;
            }
            var (found, isRead) = read.Between(from, to);
            foreach (var day in found)
                days.TryAdd(day, read.Name);
            unread += isRead ? 0 : 1;
            if (days.Count > MostDays)
                return null;
        }
        return new([.. days.Select(d => new CalendarDay(d.Key.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), d.Value))], timed, unread);
    }

    private static IEnumerable<CalendarEvent> Events(string text)
    {
        var (current, inner) = ((CalendarEvent?)null, 0);
        foreach (var line in Lines(text))
        {
            var colon = Colon(line);
            if (colon < 0)
                continue;
            var (property, value) = (line[..colon].Split(';')[0].ToUpperInvariant(), line[(colon + 1)..]);
            if (property == "BEGIN" && value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase) && current is null)
                (current, inner) = (new(), 0);
            else if (property == "BEGIN" && current is not null)
                inner++;
            else if (property == "END" && current is not null && inner > 0)
                inner--;
            else if (property == "END" && current is not null)
            {
                yield return current;
                current = null;
            }
            else if (inner == 0)
                current?.Take(property, value);
        }
    }

    /// <summary>Where the value begins: a parameter's may hold a colon between quotes.</summary>
    private static int Colon(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ':' && !isQuoted)
                return i;
        return -1;
    }

    /// <summary>A line that begins with a space goes on from the one before.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        var line = new System.Text.StringBuilder();
        foreach (var raw in text.Split('\n'))
        {
            var part = raw.TrimEnd('\r');
            if (part.Length > 0 && part[0] is ' ' or '\t')
            {
                line.Append(part, 1, part.Length - 1);
                continue;
            }
            if (line.Length > 0)
                yield return line.ToString();
            line.Clear().Append(part);
        }
        if (line.Length > 0)
            yield return line.ToString();
    }
}
