using System.Text;

namespace Inbox.Mail.Mime;

/// <summary>The few mails whose very bytes must be turned before they can be read: UTF-16, and line ends of CR alone.</summary>
internal static class RawText
{
    public static ReadOnlyMemory<byte> Normalise(ReadOnlyMemory<byte> raw)
    {
        var bytes = raw.Span;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes[2..]));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes[2..]));
        if (bytes.IndexOf((byte)'\r') < 0 || bytes.IndexOf((byte)'\n') >= 0)
            return raw;
        var lines = raw.ToArray();
        lines.AsSpan().Replace((byte)'\r', (byte)'\n');
        return lines;
    }
}
