using System.Globalization;
using System.Text;

namespace Inbox.Mail.Writing;

/// <summary>Texts and files in lines of 7-bit ASCII (RFC 2045 6).</summary>
internal static class BodyEncoding
{
    private const int LongestLine = 76;

    /// <summary>The encoding that suits a text, and the text in it: as it is, quoted-printable, or base64 where hardly a letter would stay readable.</summary>
    public static (string Name, byte[] Body) Text(string text)
    {
        var lines = text.Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        if (lines.All(IsPlain)) return ("7bit", Encoding.ASCII.GetBytes(string.Join("\r\n", lines)));
        var quoted = string.Join("\r\n", lines.Select(QuotedLine));
        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
        return quoted.Length <= bytes.Length * 3 / 2 ? ("quoted-printable", Encoding.ASCII.GetBytes(quoted)) : ("base64", Base64(bytes));
    }

    /// <summary>Base64 in lines of 76 characters.</summary>
    public static byte[] Base64(ReadOnlySpan<byte> bytes) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));

    // Blanks at line ends get lost on the way, and "From " at a beginning gets a ">" in some mailboxes.
    private static bool IsPlain(string line) => line.Length <= LongestLine && line.All(c => c is (>= ' ' and <= '~') or '\t')
        && !line.EndsWith(' ') && !line.EndsWith('\t') && !line.StartsWith("From ", StringComparison.Ordinal);

    private static string QuotedLine(string line)
    {
        var written = new StringBuilder(line.Length + 16);
        var bytes = Encoding.UTF8.GetBytes(line);
        var length = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var piece = Quoted(bytes, at);
            if (length + piece.Length > LongestLine - 1)
            {
                written.Append("=\r\n");
                length = 0;
            }
            written.Append(piece);
            length += piece.Length;
        }
        return written.ToString();
    }

    private static string Quoted(byte[] line, int at)
    {
        var b = line[at];
        var last = at == line.Length - 1;
        var plain = b switch
        {
            (byte)'=' => false,
            (byte)' ' or (byte)'\t' => !last,
            (byte)'F' when at == 0 => !line.AsSpan().StartsWith("From "u8),
            _ => b is > 0x20 and < 0x7F,
        };
        return plain ? ((char)b).ToString() : "=" + b.ToString("X2", CultureInfo.InvariantCulture);
    }
}
