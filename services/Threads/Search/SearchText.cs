using System.Globalization;
using System.Text;

namespace Inbox.Threads;

/// <summary>
/// Text as search sees it, for both databases alike: letters and digits in lower case without accents, everything else a space, and each Chinese,
/// Japanese or Korean character a word of its own, since those scripts put no spaces.
/// </summary>
internal static class SearchText
{
    /// <summary>How much of one message can be found; PostgreSQL takes no more than 1 MB, and nobody looks for the rest.</summary>
    private const int Most = 60_000;

    private const int MostWords = 12;

    public static string Fold(params ReadOnlySpan<string?> parts)
    {
        var folded = new StringBuilder();
        foreach (var part in parts)
            if (!string.IsNullOrEmpty(part) && folded.Length < Most)
                Fold(part, folded);
        return folded.ToString();
    }

    /// <summary>The words of a query; a word of several tokens (Chinese) is a phrase.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Words(string? query) =>
        string.IsNullOrWhiteSpace(query)
            ? []
            : [.. query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(w => Fold(w).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(w => w.Length > 0)
                .Take(MostWords)];

    private static void Fold(string text, StringBuilder to)
    {
        if (to.Length > 0)
            to.Append(' ');
        var cut = text.Length > Most ? text.AsSpan(0, Most) : text;
        if (Ascii.IsValid(cut))
        {
            foreach (var c in cut)
                to.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
            return;
        }
        foreach (var rune in Clean.Text(cut.ToString()).Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (IsWordless(rune))
                to.Append(' ').Append(rune.ToString()).Append(' ');
            else if (Rune.IsLetterOrDigit(rune))
                to.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format))
                to.Append(' ');
    }

    private static bool IsWordless(Rune rune) => rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0x1100 and <= 0x11FF or >= 0x20000 and <= 0x3FFFF;
}
