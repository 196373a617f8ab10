using System.Globalization;
using System.Text;

namespace Inbox.Insights;

/// <summary>A word of a text, folded.</summary>
/// <param name="Text">Lower case, without accents.</param>
/// <param name="Begins">Whether it is the first of its sentence.</param>
/// <param name="Follows">Whether it is the first after a comma or a dash.</param>
internal readonly record struct Word(string Text, bool Begins, bool Follows);

/// <summary>Texts as rules compare them: without case, accents, addresses and what stands between words.</summary>
internal static class Fold
{
    /// <summary>Nothing after this many characters is looked at: what a message wants stands at its beginning.</summary>
    public const int Longest = 4_000;

    private const string Ends = ".!?;:\n。！？؟…|";

    /// <summary>The words of a text, folded.</summary>
    public static IReadOnlyList<string> Words(string text) => [.. Read(text).Select(w => w.Text)];

    /// <summary>The words of a text, folded, with where sentences begin; web addresses, mail addresses and names after @ are left out.</summary>
    public static IReadOnlyList<Word> Read(string text)
    {
        var words = new List<Word>();
        var (begins, follows) = (true, false);
        foreach (var piece in Pieces(text))
        {
            var word = new StringBuilder();
            foreach (var c in Plain(piece))
                if (char.IsLetterOrDigit(c))
                    word.Append(c);
                else
                {
                    Take(word);
                    begins |= Ends.Contains(c, StringComparison.Ordinal);
                    follows |= c is ',' or '-' or '\u2013' or '\u2014' or '(' or '\u060c' or '\u3001';
                }
            Take(word);
        }
        return words;

        void Take(StringBuilder word)
        {
            if (word.Length == 0)
                return;
            words.Add(new(word.ToString(), begins, follows));
            (begins, follows, _) = (false, false, word.Clear());
        }
    }

    /// <summary>What stands between blanks, but for addresses; an end of line is a piece of its own.</summary>
    public static IEnumerable<string> Pieces(string text) =>
        (text.Length > Longest ? text[..Longest] : text).Replace("\n", " \n ", StringComparison.Ordinal).Split([' ', '\t', '\r', '\u00a0', '\u202f', '\u3000'], StringSplitOptions.RemoveEmptyEntries).Where(p => !IsAddress(p));

    /// <summary>Lower case, without accents; letters of other scripts stay whole.</summary>
    public static string Plain(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var c in Scalars(text).Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(c) switch { 'ı' => 'i', 'ø' => 'o', 'ł' => 'l', 'đ' => 'd', var lower => lower });
        return folded.Replace("ß", "ss").Replace("æ", "ae").Replace("œ", "oe").ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Half of a pair cannot be normalised, and anything may stand in what people send.</summary>
    private static string Scalars(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }

    private static bool IsAddress(string piece) =>
        piece.Length > 1 && piece[0] == '@' || piece.Contains("://", StringComparison.Ordinal) || piece.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || piece.IndexOf('@', StringComparison.Ordinal) > 0;
}
