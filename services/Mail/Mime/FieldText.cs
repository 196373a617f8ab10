using System.Text;
using System.Text.Unicode;
using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>From the bytes of a field to its unfolded text (RFC 5322 section 2.2.3, RFC 6532).</summary>
internal static class FieldText
{
    /// <param name="value">The bytes of the field.</param>
    /// <param name="hint">The charset of the body: bytes that are no UTF-8 are probably in it.</param>
    public static string Unfold(ReadOnlySpan<byte> value, Encoding? hint = null)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IndexOf((byte)'\n') < 0)
            return ToText(value, hint);
        var flat = new byte[value.Length];
        var length = 0;
        while (!value.IsEmpty)
        {
            var end = HeaderBlock.LineEnd(value, 0, out var next);
            value[..end].CopyTo(flat.AsSpan(length));
            length += end;
            value = value[next..];
        }
        return ToText(flat.AsSpan(0, length), hint);
    }

    private static string ToText(ReadOnlySpan<byte> bytes, Encoding? hint)
    {
        if (Ascii.IsValid(bytes))
            return bytes.IndexOf("\e$"u8) >= 0 ? Charset.Iso2022Jp.GetString(bytes) : Encoding.ASCII.GetString(bytes);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : (hint ?? LegacyGuess.Find(bytes)).GetString(bytes);
    }
}
