using System.Text;

namespace Inbox.Mail.Charsets;

/// <summary>
/// The last step of every string that leaves the reader: no NUL (PostgreSQL refuses it), no lone surrogate (JSON and UTF-8 refuse it).
/// </summary>
internal static class CleanText
{
    /// <summary>Of several lines: <c>\r\n</c> and <c>\r</c> become <c>\n</c>.</summary>
    public static string Lines(string text)
    {
        if (text.Contains('\r'))
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return Surrogates(text.Contains('\0') ? text.Replace("\0", "", StringComparison.Ordinal) : text);
    }

    /// <summary>Of one line: line ends, tabs and other control characters become one space, the ends are trimmed.</summary>
    public static string OneLine(string text)
    {
        var dirty = false;
        foreach (var c in text)
            if (char.IsControl(c))
            {
                dirty = true;
                break;
            }
        if (!dirty)
            return Surrogates(text.Trim());
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsControl(c))
                clean.Append(c);
            else if (c is '\r' or '\n' or '\t' && (clean.Length == 0 || clean[^1] != ' '))
                clean.Append(' ');
        }
        return Surrogates(clean.ToString().Trim());
    }

    /// <summary>Lone surrogates become U+FFFD.</summary>
    public static string Surrogates(string text)
    {
        var at = FirstLone(text, 0);
        if (at < 0)
            return text;
        var chars = text.ToCharArray();
        for (; at >= 0; at = FirstLone(text, at + 1))
            chars[at] = '\uFFFD';
        return new string(chars);
    }

    /// <summary>At most <paramref name="length"/> characters, never half a surrogate pair.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static int FirstLone(string text, int from)
    {
        var i = from;
        while (i < text.Length)
        {
            var next = text.AsSpan(i).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
                return -1;
            i += next;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i += 2;
            else
                return i;
        }
        return -1;
    }
}
