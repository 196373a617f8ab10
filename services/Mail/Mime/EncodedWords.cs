using System.Buffers;
using System.Text;
using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>
/// Encoded words (RFC 2047), read as mailers really write them: inside words and quotes, with spaces in them, cut inside a character
/// (neighbours of one charset are joined before they are decoded), with a language (RFC 2231), without their end.
/// </summary>
internal static class EncodedWords
{
    /// <summary>The field as people read it, on one line.</summary>
    public static string DecodeLine(string raw) => CleanText.OneLine(Decode(raw));

    public static string Decode(string raw)
    {
        if (!raw.Contains("=?", StringComparison.Ordinal))
            return raw;
        var text = new StringBuilder(raw.Length);
        var pending = new ArrayBufferWriter<byte>();
        string? pendingCharset = null;
        // Once no end was found there is none further on either: it is not looked for again.
        var noEnd = false;
        var i = 0;
        while (i < raw.Length)
        {
            var start = raw.IndexOf("=?", i, StringComparison.Ordinal);
            if (start < 0 || !TryRead(raw, start, ref noEnd, out var charset, out var base64, out var content, out var end))
            {
                Flush();
                var upTo = start < 0 ? raw.Length : start + 2;
                text.Append(raw, i, upTo - i);
                i = upTo;
                continue;
            }
            // White space between two encoded words is not shown.
            if (pendingCharset is null || !raw.AsSpan(i, start - i).IsWhiteSpace())
            {
                Flush();
                text.Append(raw, i, start - i);
            }
            else if (!charset.Equals(pendingCharset, StringComparison.OrdinalIgnoreCase))
                Flush();
            pendingCharset = charset;
            if (base64)
                TransferEncoding.Base64(Bytes(content), pending, null);
            else
                UnQ(content, pending);
            i = end;
        }
        Flush();
        return text.ToString();

        void Flush()
        {
            if (pendingCharset is null)
                return;
            text.Append(TextBytes.Decode(pending.WrittenSpan, pendingCharset, html: false));
            pending.ResetWrittenCount();
            pendingCharset = null;
        }
    }

    private static bool TryRead(string raw, int start, ref bool noEnd, out string charset, out bool base64, out ReadOnlySpan<char> content, out int end)
    {
        charset = "";
        base64 = false;
        content = default;
        end = 0;
        var rest = raw.AsSpan(start + 2);
        var mark = rest[..Math.Min(rest.Length, 80)].IndexOf('?');
        if (mark <= 0 || rest.Length < mark + 3 || rest[mark + 2] != '?')
            return false;
        switch (rest[mark + 1])
        {
            case 'B' or 'b': base64 = true; break;
            case 'Q' or 'q': break;
            default: return false;
        }
        var label = rest[..mark];
        if (label.IndexOfAny(" \t\r\n") >= 0)
            return false;
        var star = label.IndexOf('*');
        charset = (star > 0 ? label[..star] : label).ToString();
        content = rest[(mark + 3)..];
        var close = noEnd ? -1 : content.IndexOf("?=", StringComparison.Ordinal);
        noEnd = close < 0;
        if (noEnd)
        {
            // Cut off by a mailer that limits the line: what is there up to the next space is read.
            close = content.IndexOfAny(" \t\r\n?");
            close = close < 0 ? content.Length : close;
            content = content[..close];
            end = start + 2 + mark + 3 + close;
            return close > 0;
        }
        content = content[..close];
        end = start + 2 + mark + 3 + close + 2;
        return true;
    }

    private static byte[] Bytes(ReadOnlySpan<char> content)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(content)];
        Encoding.UTF8.GetBytes(content, bytes);
        return bytes;
    }

    private static void UnQ(ReadOnlySpan<char> content, ArrayBufferWriter<byte> target)
    {
        var bytes = Bytes(content);
        var output = target.GetSpan(bytes.Length + 1);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'=' && i + 2 < bytes.Length && Hex.Value(bytes[i + 1]) is >= 0 and var high && Hex.Value(bytes[i + 2]) is >= 0 and var low)
            {
                output[length++] = (byte)(high << 4 | low);
                i += 2;
            }
            else
                output[length++] = bytes[i] == (byte)'_' ? (byte)' ' : bytes[i];
        }
        target.Advance(length);
    }
}
