using System.Buffers;

namespace Inbox.Mail.Mime;

/// <summary>Content-Transfer-Encoding (RFC 2045 section 6), broken ones included: what does not belong is stepped over, never fatal.</summary>
internal static class TransferEncoding
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string encoding, Defects? defects)
    {
        switch (encoding)
        {
            case "base64" or "base-64" or "b":
                // A label on what was never encoded.
                if (!LooksLikeBase64(body.Span))
                {
                    defects?.Add(MailDefect.BrokenEncoding);
                    return body;
                }
                var bytes = new ArrayBufferWriter<byte>(body.Length / 4 * 3 + 6);
                Base64(body.Span, bytes, defects);
                return bytes.WrittenMemory;
            case "quoted-printable" or "quotedprintable" or "q":
                return QuotedPrintable(body.Span);
            case "x-uuencode" or "uuencode" or "x-uue" or "uue":
                return Uuencode.First(body) ?? body;
            default:
                return body;
        }
    }

    public static void Base64(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> target, Defects? defects)
    {
        if (text.IsEmpty)
            return;
        var output = target.GetSpan(text.Length / 4 * 3 + 6);
        if (System.Buffers.Text.Base64.DecodeFromUtf8(text, output, out var consumed, out var written) == OperationStatus.Done && consumed == text.Length)
        {
            target.Advance(written);
            return;
        }
        int bits = 0, value = 0, length = 0, junk = 0;
        foreach (var b in text)
        {
            var digit = Digit(b);
            if (digit >= 0)
            {
                value = (value << 6 | digit) & 0xFFFFFF;
                bits += 6;
                if (bits >= 8)
                {
                    bits -= 8;
                    output[length++] = (byte)(value >> bits);
                }
            }
            else if (b == (byte)'=')
                // The end of one block; another may follow.
                bits = 0;
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                junk++;
        }
        if (junk > 0)
            defects?.Add(MailDefect.BrokenEncoding);
        target.Advance(length);
    }

    public static ReadOnlyMemory<byte> QuotedPrintable(ReadOnlySpan<byte> text)
    {
        var output = new byte[text.Length];
        var length = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var rest = end < 0 ? default : text[(end + 1)..];
            var line = end < 0 ? text : text[..end];
            var crlf = end >= 0 && line.EndsWith("\r"u8);
            line = line.TrimEnd(" \t\r"u8);
            var soft = line.EndsWith("="u8);
            if (soft)
                line = line[..^1];
            length += Line(line, output.AsSpan(length));
            if (!soft && end >= 0)
            {
                if (crlf)
                    output[length++] = (byte)'\r';
                output[length++] = (byte)'\n';
            }
            text = rest;
        }
        return output.AsMemory(0, length);
    }

    private static int Line(ReadOnlySpan<byte> line, Span<byte> output)
    {
        var length = 0;
        while (!line.IsEmpty)
        {
            var equals = line.IndexOf((byte)'=');
            if (equals < 0)
                equals = line.Length;
            line[..equals].CopyTo(output[length..]);
            length += equals;
            line = line[equals..];
            if (line.Length >= 3 && Hex.Value(line[1]) is >= 0 and var high && Hex.Value(line[2]) is >= 0 and var low)
            {
                output[length++] = (byte)(high << 4 | low);
                line = line[3..];
            }
            else if (!line.IsEmpty)
            {
                output[length++] = line[0];
                line = line[1..];
            }
        }
        return length;
    }

    private static bool LooksLikeBase64(ReadOnlySpan<byte> text)
    {
        var sample = text[..Math.Min(text.Length, 4096)];
        int digits = 0, spaces = 0, junk = 0;
        foreach (var b in sample)
            if (Digit(b) >= 0 || b == (byte)'=')
                digits++;
            else if (b is (byte)' ')
                spaces++;
            else if (b is not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
                junk++;
        return digits > 0 ? junk * 4 <= digits && spaces * 12 <= digits : junk == 0;
    }

    private static int Digit(byte b) => b switch
    {
        >= (byte)'A' and <= (byte)'Z' => b - 'A',
        >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };
}
