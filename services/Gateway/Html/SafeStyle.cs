using System.Collections.Frozen;
using System.Text;

namespace Inbox.Gateway.Html;

/// <summary>Keeps the declarations that colour and space text. Nothing that loads, moves over something else, or needs a CSS parser to be judged.</summary>
internal static class SafeStyle
{
    private const int Longest = 4_000;
    private const int LongestValue = 200;

    private static readonly FrozenSet<string> Properties = (
        "color background-color background direction display font font-family font-size font-style font-variant font-weight height letter-spacing line-height "
        + "list-style-type max-width min-width padding padding-top padding-right padding-bottom padding-left margin margin-top margin-right margin-bottom margin-left "
        + "border border-top border-right border-bottom border-left border-color border-style border-width border-radius border-collapse border-spacing "
        + "border-left-color border-left-style border-left-width border-top-color border-top-style border-top-width text-align text-decoration text-indent "
        + "text-transform vertical-align white-space width word-break word-wrap overflow-wrap").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Displays = new[]
    {
        "none", "block", "inline", "inline-block", "table", "table-row", "table-cell", "list-item",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What may stay; null when nothing may.</summary>
    public static string? Clean(string style)
    {
        if (style.Length > Longest) return null;
        var kept = new StringBuilder();
        foreach (var declaration in style.Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1) continue;
            var (property, value) = (declaration[..colon].Trim().ToLowerInvariant(), declaration[(colon + 1)..].Trim());
            if (Properties.Contains(property) && IsPlain(property, value)) kept.Append(kept.Length == 0 ? "" : "; ").Append(property).Append(": ").Append(value);
        }

        return kept.Length == 0 ? null : kept.ToString();
    }

    private static bool IsPlain(string property, string value)
    {
        if (value.Length is 0 or > LongestValue) return false;
        foreach (var c in value)
        {
            if (!char.IsLetterOrDigit(c) && c is not (' ' or '#' or '%' or '.' or ',' or '-' or '\'' or '"' or '(' or ')' or '!' or '_')) return false;
        }

        if (value.Count(c => c == '"') % 2 != 0 || value.Count(c => c == '\'') % 2 != 0) return false;
        if (property == "display") return Displays.Contains(value);

        // A negative length would lift the text over what stands above the message.
        if (!property.StartsWith("font", StringComparison.Ordinal) && property != "letter-spacing" && value.Split(' ').Any(v => v.StartsWith('-'))) return false;
        return OnlyColourFunctions(value);
    }

    private static bool OnlyColourFunctions(string value)
    {
        for (var at = value.IndexOf('(', StringComparison.Ordinal); at >= 0; at = value.IndexOf('(', at + 1))
        {
            var start = at;
            while (start > 0 && (char.IsLetterOrDigit(value[start - 1]) || value[start - 1] is '-' or '_')) start--;
            if (value[start..at].ToLowerInvariant() is not ("rgb" or "rgba" or "hsl" or "hsla")) return false;
        }

        return true;
    }
}
