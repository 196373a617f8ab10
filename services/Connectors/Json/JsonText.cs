using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Inbox.Connectors.Json;

/// <summary>The text of a JSON string, whatever stands in it: escaped lone surrogates, which the framework refuses to decode, and U+0000 become U+FFFD.</summary>
internal static class JsonText
{
    public static string Of(JsonElement element)
    {
        try
        {
            return Whole(element.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return Whole(Unescaped(element.GetRawText().AsSpan(1)[..^1]));
        }
    }

    /// <summary>The same text without what no database takes.</summary>
    public static string Whole(string text)
    {
        if (!text.AsSpan().Contains('\0') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate is enumerated as U+FFFD
            whole.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return whole.ToString();
    }

    private static string Unescaped(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            var escape = raw[++i];
            if (escape == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(escape switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escape });
            }
        }
        return text.ToString();
    }
}
