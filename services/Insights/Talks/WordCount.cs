using System.Text;

namespace Inbox.Insights;

/// <summary>Counts words: what stands between spaces and has a letter or a digit. Of scripts without spaces, each ideograph or kana is one.</summary>
internal static class WordCount
{
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
