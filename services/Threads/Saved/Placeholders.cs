using System.Text.RegularExpressions;

namespace Inbox.Threads;

/// <summary>The gaps of saved replies, which the page fills in from the conversation. One that stays must never reach a person.</summary>
public static partial class Placeholders
{
    /// <summary>All that there are, without their braces.</summary>
    public static IReadOnlyList<string> All { get; } = ["person.name", "person.firstName", "staff.name", "content.title"];

    /// <summary>The first gap that a text still has, as it stands there; null when nothing is missing. Braces around anything else are somebody's own.</summary>
    public static string? LeftIn(string text) => Gap().Match(text) is { Success: true } gap ? gap.Value : null;

    /// <summary>The first gap of a text that nobody knows how to fill in.</summary>
    public static string? UnknownIn(string text) => Gap().Matches(text).FirstOrDefault(g => !All.Contains(g.Groups["name"].Value))?.Value;

    [GeneratedRegex("""\{\{\s*(?<name>(?:person|staff|content)\.[^{}\s]*)\s*\}\}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
