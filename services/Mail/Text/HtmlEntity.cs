using System.Globalization;
using System.Net;
using System.Text;

namespace Inbox.Mail.Text;

/// <summary>Character references (HTML Standard 13.5), as far as letters use them; an unknown one stays as it was written.</summary>
internal static class HtmlEntity
{
    private const int LongestName = 32;

    // What windows-1252 writers meant by &#128; … &#159; (HTML Standard 13.2.5.80).
    private const string Windows1252 =
        "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
        + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    // Names of HTML 5 that letters do use and that the framework, which stopped at HTML 4, does not know.
    private static readonly Dictionary<string, string> Newer = new(StringComparer.Ordinal)
    {
        ["colon"] = ":", ["comma"] = ",", ["period"] = ".", ["semi"] = ";", ["excl"] = "!", ["quest"] = "?", ["num"] = "#", ["dollar"] = "$",
        ["percnt"] = "%", ["lpar"] = "(", ["rpar"] = ")", ["ast"] = "*", ["plus"] = "+", ["sol"] = "/", ["bsol"] = "\\", ["equals"] = "=",
        ["commat"] = "@", ["lsqb"] = "[", ["rsqb"] = "]", ["lbrace"] = "{", ["rbrace"] = "}", ["lowbar"] = "_", ["grave"] = "`", ["vert"] = "|",
        ["hyphen"] = "\u2010", ["dash"] = "\u2010", ["NewLine"] = "\n", ["Tab"] = "\t", ["NonBreakingSpace"] = "\u00a0",
        ["ZeroWidthSpace"] = "", ["NoBreak"] = "", ["check"] = "\u2713", ["star"] = "\u2606", ["starf"] = "\u2605", ["phone"] = "\u260e",
        ["COPY"] = "\u00a9", ["REG"] = "\u00ae", ["TRADE"] = "\u2122", ["AMP"] = "&", ["LT"] = "<", ["GT"] = ">", ["QUOT"] = "\"",
    };

    // Old pages leave the semicolon out, and browsers understand these names without it.
    private static readonly string[] Bare = ["nbsp", "amp", "quot", "lt", "gt", "copy", "reg"];

    public static string Decode(ReadOnlySpan<char> text)
    {
        var next = text.IndexOf('&');
        if (next < 0) return text.ToString();

        var decoded = new StringBuilder(text.Length);
        while (next >= 0)
        {
            decoded.Append(text[..next]);
            text = text[next..];
            var length = Reference(text, decoded);
            if (length == 0)
            {
                decoded.Append('&');
                length = 1;
            }

            text = text[length..];
            next = text.IndexOf('&');
        }

        return decoded.Append(text).ToString();
    }

    /// <summary>Appends what the reference at the start of the text stands for, and gives its length; 0 when it is none.</summary>
    private static int Reference(ReadOnlySpan<char> text, StringBuilder decoded)
    {
        if (text.Length > 2 && text[1] == '#') return Number(text, decoded);
        var end = 1;
        while (end < text.Length && end <= LongestName && char.IsAsciiLetterOrDigit(text[end])) end++;
        var name = text[1..end];
        if (end < text.Length && text[end] == ';')
        {
            if (Newer.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var newer))
            {
                decoded.Append(newer);
                return end + 1;
            }

            var written = text[..(end + 1)].ToString();
            var meant = WebUtility.HtmlDecode(written);
            if (meant != written)
            {
                decoded.Append(meant);
                return end + 1;
            }
        }

        foreach (var bare in Bare)
        {
            if (!name.StartsWith(bare, StringComparison.Ordinal)) continue;
            decoded.Append(WebUtility.HtmlDecode($"&{bare};"));
            return bare.Length + 1;
        }

        return 0;
    }

    private static int Number(ReadOnlySpan<char> text, StringBuilder decoded)
    {
        var hex = text[2] is 'x' or 'X';
        var start = hex ? 3 : 2;
        var end = start;
        while (end < text.Length && (hex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end]))) end++;
        if (end == start) return 0;

        var digits = text[start..end].TrimStart('0');
        var value = 0;
        var valid = digits.Length is > 0 and < 8
            && int.TryParse(digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (valid && value is >= 128 and <= 159) decoded.Append(Windows1252[value - 128]);
        else if (valid && Rune.IsValid(value)) decoded.Append(new Rune(value));
        else decoded.Append('\ufffd');
        return end < text.Length && text[end] == ';' ? end + 1 : end;
    }
}
