using System.Text;
using System.Text.Unicode;
using Inbox.Mail.Mime;

namespace Inbox.Mail.Charsets;

/// <summary>
/// From labelled bytes to text. The label is a hint: bytes beyond ASCII that are valid UTF-8 are UTF-8 whatever a single-byte label says,
/// and bytes that contradict their label are read as what they are.
/// </summary>
internal static class TextBytes
{
    public static string Decode(ReadOnlySpan<byte> bytes, string? label, bool html, Defects? defects = null)
    {
        if (bytes.StartsWith("\xEF\xBB\xBF"u8))
            return new UTF8Encoding(false).GetString(bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && bytes.Length % 2 == 0)
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) && bytes.Length % 2 == 0)
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);

        var isUtf7 = Charset.IsUtf7(label);
        var labelled = Charset.Find(label);
        var ascii = Ascii.IsValid(bytes);
        if (labelled is null && !isUtf7 && !string.IsNullOrWhiteSpace(label))
            defects?.Add(MailDefect.WrongCharset);
        if (ascii)
            return isUtf7 && !html ? Utf7.Decode(bytes) : Seven(bytes, labelled);
        return Eight(bytes, labelled, html, defects);
    }

    /// <summary>Only ASCII bytes: plain, or one of the encodings that escape from it.</summary>
    private static string Seven(ReadOnlySpan<byte> bytes, Encoding? labelled) =>
        labelled is { CodePage: 50220 or 50221 or 50225 or 50227 or 52936 or 1200 or 1201 or 12000 or 12001 } ? labelled.GetString(bytes)
        : Escapes(bytes) ? Charset.Iso2022Jp.GetString(bytes)
        : Encoding.ASCII.GetString(bytes);

    private static string Eight(ReadOnlySpan<byte> bytes, Encoding? labelled, bool html, Defects? defects)
    {
        if (labelled is { CodePage: 1200 or 1201 or 12000 or 12001 })
            return labelled.GetString(bytes);
        var utf8 = Utf8.IsValid(bytes);
        if (labelled is null or { CodePage: 20127 })
            labelled = html ? MetaCharset.Find(bytes) : null;
        if (labelled is null or { CodePage: 20127 or 65001 })
            return utf8 ? Encoding.UTF8.GetString(bytes) : NotUtf8(bytes, labelled is { CodePage: 65001 }, defects);
        if (utf8 && labelled.IsSingleByte)
        {
            defects?.Add(MailDefect.WrongCharset);
            return Encoding.UTF8.GetString(bytes);
        }
        if (labelled.CodePage is 1252 or 28591 or 28605 && LegacyGuess.Against(bytes) is { } other)
        {
            defects?.Add(MailDefect.WrongCharset);
            return other.GetString(bytes);
        }
        var text = labelled.GetString(bytes);
        if (utf8 && text.Contains('\uFFFD'))
        {
            defects?.Add(MailDefect.WrongCharset);
            return Encoding.UTF8.GetString(bytes);
        }
        return text;
    }

    private static string NotUtf8(ReadOnlySpan<byte> bytes, bool claimed, Defects? defects)
    {
        defects?.Add(MailDefect.WrongCharset);
        var (good, bad) = Utf8Sequences(bytes);
        // A UTF-8 text that was cut or patched in a few places is still UTF-8; the broken places show as U+FFFD.
        if (good > 0 && bad <= (claimed ? good : good / 10))
            return Encoding.UTF8.GetString(bytes);
        return LegacyGuess.Find(bytes).GetString(bytes);
    }

    private static bool Escapes(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\e$B"u8) >= 0 || bytes.IndexOf("\e$@"u8) >= 0;

    private static (int Good, int Bad) Utf8Sequences(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            var next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (next < 0)
                break;
            bytes = bytes[next..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == System.Buffers.OperationStatus.Done)
                good++;
            else
                bad++;
            bytes = bytes[used..];
        }
        return (good, bad);
    }
}
