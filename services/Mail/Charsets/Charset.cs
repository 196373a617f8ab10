using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Inbox.Mail.Charsets;

/// <summary>From the label on a text to the encoding that its bytes really have (WHATWG Encoding, section 4.2, and the labels that mailers invent).</summary>
internal static class Charset
{
    /// <summary>What bytes are read as when nothing else fits: every byte means something in it.</summary>
    public static Encoding Windows1252 { get; } = CodePage(1252)!;

    /// <summary>ISO-2022-JP, recognised by its escape sequences even without a label.</summary>
    public static Encoding Iso2022Jp { get; } = CodePage(50220)!;

    private static readonly Dictionary<string, int> _pages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["latin1"] = 1252, ["latin-1"] = 1252, ["l1"] = 1252, ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252, ["iso88591"] = 1252, ["iso_8859-1"] = 1252,
        ["iso-8859-1-windows-3.1-latin-1"] = 1252, ["ansi_x3.110-1983"] = 1252, ["cp-1252"] = 1252, ["ansi"] = 1252,
        ["latin2"] = 28592, ["iso-8859-2"] = 28592, ["iso-8859-9"] = 1254, ["latin5"] = 1254, ["iso-8859-11"] = 874, ["tis-620"] = 874, ["tis620"] = 874,
        ["iso-8859-15"] = 28605, ["latin9"] = 28605, ["latin-9"] = 28605, ["iso-8859-8-i"] = 28598, ["iso-8859-8-e"] = 28598, ["iso-8859-6-i"] = 28596, ["iso-8859-10"] = 28591, ["iso-8859-14"] = 28591, ["iso-8859-16"] = 28592,
        ["ks_c_5601-1987"] = 949, ["ks_c_5601-1989"] = 949, ["ksc5601"] = 949, ["ks_c_5601"] = 949, ["ksc_5601"] = 949, ["korean"] = 949, ["euc-kr"] = 949, ["euckr"] = 949, ["uhc"] = 949, ["windows-949"] = 949, ["cp949"] = 949, ["x-windows-949"] = 949,
        ["gb2312"] = 54936, ["gbk"] = 54936, ["gb18030"] = 54936, ["gb_2312-80"] = 54936, ["x-gbk"] = 54936, ["chinese"] = 54936, ["euc-cn"] = 54936, ["cp936"] = 54936, ["windows-936"] = 54936, ["ms936"] = 54936, ["gb2312-80"] = 54936, ["cn-gb"] = 54936,
        ["big5"] = 950, ["big5-hkscs"] = 950, ["cn-big5"] = 950, ["x-x-big5"] = 950, ["cp950"] = 950, ["windows-950"] = 950, ["big-5"] = 950,
        ["shift_jis"] = 932, ["shift-jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932, ["ms_kanji"] = 932, ["windows-31j"] = 932, ["cp932"] = 932, ["ms932"] = 932, ["csshiftjis"] = 932,
        ["iso-2022-jp"] = 50220, ["iso-2022-jp-ms"] = 50221, ["csiso2022jp"] = 50221, ["iso-2022-jp-1"] = 50220, ["iso-2022-jp-2"] = 50220, ["iso-2022-jp-3"] = 50220, ["cp50220"] = 50220, ["cp50221"] = 50221,
        ["euc-jp"] = 51932, ["x-euc-jp"] = 51932, ["eucjp"] = 51932, ["ujis"] = 51932, ["iso-2022-kr"] = 50225, ["hz-gb-2312"] = 52936, ["iso-2022-cn"] = 50227,
        ["koi8-r"] = 20866, ["koi8"] = 20866, ["koi8r"] = 20866, ["koi8-u"] = 21866, ["koi8-ru"] = 21866, ["macintosh"] = 10000, ["x-mac-roman"] = 10000, ["mac"] = 10000, ["x-mac-cyrillic"] = 10007,
        ["utf8"] = 65001, ["utf-8"] = 65001, ["utf_8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["utf8mb4"] = 65001, ["utf-8n"] = 65001, ["cp65001"] = 65001, ["x-unicode-2-0-utf-8"] = 65001,
        ["utf-16"] = 1200, ["utf-16le"] = 1200, ["utf-16be"] = 1201, ["utf16"] = 1200, ["ucs-2"] = 1200, ["unicode"] = 1200, ["utf-32"] = 12000, ["utf-32le"] = 12000, ["utf-32be"] = 12001,
        ["ascii"] = 20127, ["us-ascii"] = 20127, ["us ascii"] = 20127, ["usascii"] = 20127, ["ansi_x3.4-1968"] = 20127, ["iso-ir-6"] = 20127, ["7bit"] = 20127, ["8bit"] = 20127,
    };

    private static readonly Dictionary<string, int> _builtIn = Encoding.GetEncodings().ToDictionary(e => e.Name, e => e.CodePage, StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, Encoding?> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The encoding of a label, null when it is empty, unknown or UTF-7 (which is read by <see cref="Utf7"/> where that is safe).</summary>
    public static Encoding? Find(string? label)
    {
        if (string.IsNullOrWhiteSpace(label) || label.Length > 60)
            return null;
        // Attackers choose labels: what is remembered must not grow with them.
        return _found.TryGetValue(label, out var known) ? known
            : _found.Count > 500 ? Look(label)
            : _found.GetOrAdd(label, Look);
    }

    /// <summary>Whether the label says UTF-7 (RFC 2152).</summary>
    public static bool IsUtf7(string? label) =>
        label is not null && label.Trim().TrimStart('x', '-').Replace("unicode-1-1-", "", StringComparison.OrdinalIgnoreCase) is var l
        && (l.Equals("utf-7", StringComparison.OrdinalIgnoreCase) || l.Equals("utf7", StringComparison.OrdinalIgnoreCase));

    private static Encoding? Look(string label)
    {
        var name = label.Trim().Trim('"', '\'', '`').Trim();
        if (IsUtf7(name))
            return null;
        if (_pages.TryGetValue(name, out var page))
            return CodePage(page);
        foreach (var prefix in (ReadOnlySpan<string>)["windows-", "x-cp", "cp", "ibm", "ms", "dos-", "x-ms-cp", "win"])
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(name.AsSpan(prefix.Length).TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and < 65536 and not 65000 && CodePage(number) is { } numbered)
                return numbered;
        return ByName(name);
    }

    /// <summary>By the names that .NET knows. Asked without an exception: a hostile mail may name ten thousand that nobody knows.</summary>
    private static Encoding? ByName(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) is { } found
        ? CodePage(found.CodePage)
        : _builtIn.TryGetValue(name, out var page) ? CodePage(page) : null;

    private static Encoding? CodePage(int page)
    {
        try
        {
            var replace = new DecoderReplacementFallback("\uFFFD");
            return CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ReplacementFallback, replace)
                ?? Encoding.GetEncoding(page, EncoderFallback.ReplacementFallback, replace);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
