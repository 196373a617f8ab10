using System.Buffers.Text;
using System.Text;

namespace Inbox.Mail.Imap;

/// <summary>The encoding of folder names (RFC 3501 5.1.3): printable ASCII stands for itself, "&amp;-" for the ampersand, all else is UTF-16 in base64.</summary>
internal static class ModifiedUtf7
{
    public static string Encode(string text)
    {
        var wire = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !IsPrintable(text[end])) end++;
            if (end > at) wire.Append('&').Append(ToBase64(text[at..end])).Append('-');
            else if (text[end++] is var c && c == '&') wire.Append("&-");
            else wire.Append(c);
            at = end;
        }
        return wire.ToString();
    }

    /// <summary>The text, or the input itself when it is not what <see cref="Encode"/> writes: such a name cannot be translated back.</summary>
    public static string Decode(string wire)
    {
        var text = new StringBuilder(wire.Length);
        for (var at = 0; at < wire.Length; at++)
        {
            if (wire[at] != '&')
            {
                text.Append(wire[at]);
                continue;
            }
            var end = wire.IndexOf('-', at);
            if (end < 0 || FromBase64(wire[(at + 1)..end]) is not { } part) return wire;
            text.Append(end == at + 1 ? "&" : part);
            at = end;
        }
        var decoded = text.ToString();
        return Encode(decoded) == wire ? decoded : wire;
    }

    private static bool IsPrintable(char c) => c is >= ' ' and <= '~';

    private static string ToBase64(string text) =>
        Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(text)).TrimEnd('=').Replace('/', ',');

    private static string? FromBase64(string letters)
    {
        var padded = letters.Replace(',', '/') + new string('=', (4 - letters.Length % 4) % 4);
        if (!Base64.IsValid(padded)) return null;
        var bytes = Convert.FromBase64String(padded);
        return bytes.Length % 2 == 0 ? Encoding.BigEndianUnicode.GetString(bytes) : null;
    }
}
