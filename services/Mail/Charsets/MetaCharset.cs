using System.Buffers;
using System.Text;

namespace Inbox.Mail.Charsets;

/// <summary>The charset that an HTML text names itself, for parts whose header names none.</summary>
internal static class MetaCharset
{
    private const int Prescan = 2048;
    private static readonly SearchValues<char> _ends = SearchValues.Create(" \"'>;/");

    public static Encoding? Find(ReadOnlySpan<byte> html)
    {
        var head = Encoding.Latin1.GetString(html[..Math.Min(html.Length, Prescan)]);
        var at = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        at = head.IndexOf("charset", at, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var rest = head.AsSpan(at + 7).TrimStart();
        if (rest is not ['=', ..])
            return null;
        rest = rest[1..].TrimStart(" \"'");
        var end = rest.IndexOfAny(_ends);
        return Charset.Find((end < 0 ? rest : rest[..end]).ToString());
    }
}
