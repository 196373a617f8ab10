using System.Globalization;
using System.Text;

namespace Inbox.Insights;

/// <summary>Counts words: what stands between spaces and has a letter or a digit. Of scripts without spaces, each ideograph or kana is one.</summary>
internal static class WordCount
{
    /// <summary>The writer's own words: without those of saved replies that stand in it.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="saved">Where saved replies stand in it, each as start+length in UTF-16 units; null where none does.</param>
    public static int Of(string? text, string? saved)
    {
        if (saved is null || text is null)
            return Of(text);
        var own = text.ToCharArray();
        foreach (var part in saved.Split(' '))
            if (part.Split('+') is [var start, var length] && int.TryParse(start, CultureInfo.InvariantCulture, out var from) && int.TryParse(length, CultureInfo.InvariantCulture, out var count))
                own.AsSpan(Math.Clamp(from, 0, own.Length)..Math.Clamp(from + count, 0, own.Length)).Fill(' ');
        return Of(new string(own));
    }

    public static int Of(string? text)
    {
        var (words, inside) = (0, false);
        foreach (var rune in (text ?? "").EnumerateRunes())
            if (IsWordAlone(rune))
                (words, inside) = (words + 1, false);
            else if (Rune.IsWhiteSpace(rune))
                inside = false;
            else if (!inside && Rune.IsLetterOrDigit(rune))
                (words, inside) = (words + 1, true);
        return words;
    }

    private static bool IsWordAlone(Rune rune) => rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;
}
