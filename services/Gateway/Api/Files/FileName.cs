using System.Globalization;
using System.Text;

namespace Inbox.Gateway;

/// <summary>A file's name as it may be shown and offered for saving: never a path, a device, a header or something that reads backwards.</summary>
internal static class FileName
{
    private const int Longest = 150;

    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune != Rune.ReplacementChar)
                kept.Append("<>:\"|?*".Contains((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal) ? "_" : rune.ToString());
        var text = kept.ToString().Trim().TrimStart('.').TrimEnd('.', ' ');
        return text.Length switch { 0 => "file", <= Longest => text, _ => Shortened(text) };
    }

    /// <summary>Keeps the ending, which tells people what it is.</summary>
    private static string Shortened(string text)
    {
        var ending = Path.GetExtension(text) is { Length: <= 16 } extension ? extension : "";
        var start = text[..(Longest - ending.Length)];
        return (char.IsHighSurrogate(start[^1]) ? start[..^1] : start) + ending;
    }
}
