using System.Globalization;
using System.Text;
using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>
/// A value with parameters: Content-Type, Content-Disposition (RFC 2045 section 5.1, RFC 2183), with continuations and charsets (RFC 2231),
/// with encoded words where they do not belong, without quotes where these do.
/// </summary>
internal sealed class Parameters
{
    private const int Most = 200;

    private readonly Dictionary<string, string> _plain = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedDictionary<int, Segment>> _continued = new(StringComparer.OrdinalIgnoreCase);

    private readonly record struct Segment(string Text, bool Encoded);

    /// <summary>What stands before the first semicolon, lower case.</summary>
    public string Value { get; private init; } = "";

    public static Parameters Parse(string raw)
    {
        var semicolon = raw.IndexOf(';');
        var first = semicolon < 0 ? raw : raw[..semicolon];
        var comment = first.IndexOf('(');
        var parsed = new Parameters { Value = (comment < 0 ? first : first[..comment]).Trim().Trim('"').ToLowerInvariant() };
        if (semicolon >= 0)
            parsed.ReadAll(raw.AsSpan(semicolon + 1));
        return parsed;
    }

    /// <summary>The decoded value of a parameter, or null. What RFC 2231 states wins over the plain form.</summary>
    public string? Get(string name)
    {
        if (_continued.TryGetValue(name, out var segments))
            return Join(segments);
        return _plain.TryGetValue(name, out var plain) ? EncodedWords.Decode(plain) : null;
    }

    /// <summary>A parameter exactly as written: boundaries are compared with bytes.</summary>
    public string? GetRaw(string name) =>
        _plain.TryGetValue(name, out var plain) ? plain : Get(name);

    private void ReadAll(ReadOnlySpan<char> rest)
    {
        var unclosed = false;
        for (var count = 0; count < Most && !rest.IsEmpty; count++)
        {
            rest = rest.TrimStart("; \t\r\n");
            var equals = rest.IndexOfAny('=', ';');
            if (equals < 0)
                return;
            if (rest[equals] == ';')
            {
                rest = rest[(equals + 1)..];
                continue;
            }
            var name = rest[..equals].Trim();
            var blank = name.LastIndexOfAny(" \t");
            name = blank < 0 ? name : name[(blank + 1)..];
            rest = rest[(equals + 1)..].TrimStart();
            var value = rest is ['"', ..] && !unclosed ? Quoted(ref rest, ref unclosed) : Token(ref rest);
            if (!name.IsEmpty && name.Length <= 60)
                Keep(name.ToString(), value);
        }
    }

    private static string Quoted(ref ReadOnlySpan<char> rest, ref bool unclosed)
    {
        var text = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            var c = rest[i];
            // Only a quote or a backslash is escaped: others are paths written by Windows.
            if (c == '\\' && i + 1 < rest.Length && rest[i + 1] is '"' or '\\')
                text.Append(rest[++i]);
            else if (c == '"')
            {
                rest = rest[(i + 1)..];
                return text.ToString();
            }
            else
                text.Append(c);
        }
        unclosed = true;
        rest = rest[1..];
        return Token(ref rest);
    }

    private static string Token(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(';');
        var value = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        var comment = value.IndexOf(" (", StringComparison.Ordinal);
        if (comment >= 0 && value.TrimEnd() is [.., ')'] && value.IndexOf('.') < 0)
            value = value[..comment];
        return value.Trim().Trim('"').ToString();
    }

    private void Keep(string name, string value)
    {
        var star = name.IndexOf('*');
        if (star <= 0)
        {
            _plain.TryAdd(name, value);
            return;
        }
        var encoded = name.EndsWith('*');
        var middle = name.AsSpan(star).Trim('*');
        var number = 0;
        if (!middle.IsEmpty && !int.TryParse(middle, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return;
        var key = name[..star];
        if (!_continued.TryGetValue(key, out var segments))
            _continued[key] = segments = [];
        segments.TryAdd(number, new(value, encoded));
    }

    private static string Join(SortedDictionary<int, Segment> segments)
    {
        string? charset = null;
        var bytes = new MemoryStream();
        var anyEncoded = false;
        foreach (var (number, (text, encoded)) in segments)
        {
            var value = text;
            if (encoded && charset is null && value.Split('\'', 3) is [var label, _, var tail])
            {
                charset = label;
                value = tail;
            }
            anyEncoded |= encoded;
            Unescape(value, encoded, bytes);
        }
        var joined = TextBytes.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), charset, html: false);
        return anyEncoded && charset is not null ? joined : EncodedWords.Decode(joined);
    }

    private static void Unescape(string value, bool encoded, MemoryStream bytes)
    {
        var raw = Encoding.UTF8.GetBytes(value);
        for (var i = 0; i < raw.Length; i++)
            if (encoded && raw[i] == (byte)'%' && i + 2 < raw.Length && Hex.Value(raw[i + 1]) is >= 0 and var high && Hex.Value(raw[i + 2]) is >= 0 and var low)
            {
                bytes.WriteByte((byte)(high << 4 | low));
                i += 2;
            }
            else
                bytes.WriteByte(raw[i]);
    }
}
