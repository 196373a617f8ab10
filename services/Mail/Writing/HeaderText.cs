using System.Globalization;
using System.Text;

namespace Inbox.Mail.Writing;

/// <summary>Texts of people in headers: cleaned, and in encoded words (RFC 2047) where plain ASCII cannot say it.</summary>
internal static class HeaderText
{
    // With the longest field name in front, and a comma behind, a line keeps under 78.
    private const int LongestWord = 60;
    private const string Prefix = "=?utf-8?", Suffix = "?=";

    /// <summary>One line without control characters: nobody means them, and a line break would begin a header of its own.</summary>
    public static string Clean(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    /// <summary>Pieces of an unstructured text that may be folded between.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var clean = Clean(text);
        var words = clean.Split(' ');
        return clean.Length == 0 || (IsPlain(clean) && words.All(word => word.Length is > 0 and <= LongestWord)) ? words : Encode(clean);
    }

    /// <summary>Pieces of a display name.</summary>
    public static IReadOnlyList<string> Phrase(string name)
    {
        var clean = Clean(name).Trim();
        if (!IsPlain(clean) || clean.Length > LongestWord - 10 || clean.Contains("  ", StringComparison.Ordinal)) return Encode(clean);
        return clean.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_') ? clean.Split(' ') : [Quote(clean)];
    }

    public static string Quote(string ascii) =>
        $"\"{ascii.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    private static List<string> Encode(string text)
    {
        var quoted = Split(text, 'Q', QuotedLength, QuotedWord);
        var base64 = Split(text, 'B', rune => rune.Utf8SequenceLength, bytes => Convert.ToBase64String(bytes));
        return quoted.Sum(word => word.Length) <= base64.Sum(word => word.Length) ? quoted : base64;
    }

    // An encoded word holds whole characters only: each must be readable by itself.
    private static List<string> Split(string text, char encoding, Func<Rune, int> cost, Func<byte[], string> encode)
    {
        var words = new List<string>();
        var space = LongestWord - Prefix.Length - Suffix.Length - 2;
        if (encoding == 'B') space = space / 4 * 3;
        var (word, used) = (new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + cost(rune) > space) Flush();
            word.Append(rune.ToString());
            used += cost(rune);
        }
        Flush();
        return words;

        void Flush()
        {
            words.Add($"{Prefix}{encoding}?{encode(Encoding.UTF8.GetBytes(word.ToString()))}{Suffix}");
            (word, used) = (new(), 0);
        }
    }

    private static int QuotedLength(Rune rune) => IsQuotedPlain(rune.Value) || rune.Value == ' ' ? 1 : 3 * rune.Utf8SequenceLength;

    private static string QuotedWord(byte[] bytes) => string.Concat(bytes.Select(b =>
        b == ' ' ? "_" : IsQuotedPlain(b) ? ((char)b).ToString() : "=" + b.ToString("X2", CultureInfo.InvariantCulture)));

    // What is safe in a phrase as well (RFC 2047 5.3).
    private static bool IsQuotedPlain(int c) => c < 0x80 && (char.IsAsciiLetterOrDigit((char)c) || "!*+-/".Contains((char)c, StringComparison.Ordinal));
}
