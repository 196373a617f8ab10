using System.Globalization;
using System.Text.RegularExpressions;
using Inbox.Insights;

namespace Inbox.Tests.Insights;

/// <summary>
/// A conversation as a line that people can read: <c>p0h u2h p3h!</c> is the person at 0 h, us at 2 h, and the person's thanks at 3 h. <c>p</c> asks unless it ends with
/// <c>!</c>; <c>u</c> answers what is open; <c>a</c> is sent by an automation; <c>x</c> dismisses what is open; <c>w</c> takes it back; <c>:12</c> says 12 words; <c>d</c> are days.
/// </summary>
internal static partial class Story
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static Talk Talk(string line, double gapHours = 72, string id = "c", string person = "p", string account = "a", string channel = "email")
    {
        var talk = new Talk { Id = id, AccountId = account, Channel = channel, PersonId = person, Gap = (long)(gapHours * 3_600_000), CreatedAt = At(0) };
        var isTurn = false;
        foreach (Match step in Step().Matches(line))
        {
            var at = At(double.Parse(step.Groups["n"].Value, CultureInfo.InvariantCulture) * (step.Groups["unit"].Value == "d" ? 24 : 1));
            var said = new Said(at, step.Groups["who"].Value == "p", step.Groups["who"].Value != "a", int.TryParse(step.Groups["words"].Value, CultureInfo.InvariantCulture, out var words) ? words : 1);
            var open = talk.Asks.FindIndex(a => a.IsWaiting);
            switch (step.Groups["who"].Value)
            {
                case "p" when step.Groups["thanks"].Success:
                    isTurn = false;
                    break;
                case "p" when !isTurn:
                    talk.Asks.Add(new() { Id = $"{id}/{talk.Asks.Count}", ConversationId = id, AccountId = account, Channel = channel, AskedAt = at });
                    isTurn = true;
                    break;
                case "u":
                    isTurn = false;
                    if (open >= 0)
                        talk.Asks[open] = talk.Asks[open] with { AnsweredAt = at };
                    break;
                case "x" or "w":
                    isTurn = false;
                    talk.Asks[open] = step.Groups["who"].Value == "x" ? talk.Asks[open] with { DismissedAt = at } : talk.Asks[open] with { WithdrawnAt = at };
                    continue;
            }
            talk.Said.Add(said);
        }
        return talk;
    }

    public static long At(double hours) => Start.AddHours(hours).ToUnixTimeMilliseconds();

    public static ReportScope Days(double from, double to, string groupBy = "none") => new(new(Start.AddDays(from), Start.AddDays(to), TimeZoneInfo.Utc), [], groupBy);

    [GeneratedRegex("""(?<who>[puaxw])(?<n>[\d.]+)(?<unit>[hd])(?::(?<words>\d+))?(?<thanks>!)?""")]
    private static partial Regex Step();
}
