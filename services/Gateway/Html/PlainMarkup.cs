using System.Net;
using System.Text;
using Inbox.Mail.Text;

namespace Inbox.Gateway.Html;

/// <summary>
/// Writes foreign HTML down again so that no two parsers can read it differently: listed elements and attributes only, every value quoted and
/// encoded, no comment, no closing tag without its opening one. Bounds are kept here, because a parser that builds a tree pays for depth
/// with the square of it.
/// </summary>
internal static class PlainMarkup
{
    private const int LongestSource = 5_000_000;
    private const int MostElements = 30_000;
    private const int Deepest = 200;
    private const int MostReopened = 100_000;
    private const int LongestTag = 2_000_000;
    private const int LongestWords = 500_000;

    /// <summary>The same content in plain markup; null when it is out of bounds.</summary>
    public static string? Of(string html)
    {
        if (html.Length > LongestSource) return null;
        var markup = new StringBuilder(html.Length);
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var (elements, depth, formatting, reopened) = (0, 0, 0, 0);
        var (unseen, nested) = ("", 0);
        var reader = new HtmlReader(html);
        while (reader.Read())
        {
            if (reader.Token == HtmlToken.Text)
            {
                if (nested == 0) markup.Append(Encode(HtmlEntity.Decode(reader.Text)));
                continue;
            }

            var name = Name(reader.Name);
            var opens = reader.Token == HtmlToken.Open;
            if (SafeElements.IsRaw(name))
            {
                if (opens) reader.SkipTo(name);
            }
            else if (nested > 0)
            {
                nested += name == unseen ? opens ? 1 : -1 : 0;
            }
            else if (opens && SafeElements.IsUnseen(name))
            {
                (unseen, nested) = (name, 1);
            }
            else if (!SafeElements.Contains(name))
            {
                continue;
            }
            else if (opens)
            {
                if (reader.Attributes.Length > LongestTag || ++elements > MostElements) return null;
                Open(markup, name, reader.Attributes);
                if (SafeElements.IsVoid(name)) continue;
                open[name] = open.GetValueOrDefault(name) + 1;
                if (SafeElements.IsFormatting(name)) formatting++;
                else reopened += formatting;
                if (!SafeElements.EndsItself(name)) depth++;
                if (depth > Deepest || reopened > MostReopened) return null;
            }
            else if (open.GetValueOrDefault(name) > 0)
            {
                open[name]--;
                if (SafeElements.IsFormatting(name)) formatting--;
                if (!SafeElements.EndsItself(name)) depth--;
                markup.Append("</").Append(name).Append('>');
            }
        }

        return markup.ToString();
    }

    /// <summary>Only the words, for what is out of bounds; the source itself when it has none.</summary>
    public static string Words(string html)
    {
        var words = new StringBuilder();
        var reader = new HtmlReader(html);
        while (words.Length < LongestWords && reader.Read())
        {
            if (reader.Token == HtmlToken.Text) words.Append(HtmlEntity.Decode(reader.Text));
            else if (reader.Token == HtmlToken.Open && SafeElements.IsRaw(Name(reader.Name))) reader.SkipTo(Name(reader.Name));
            else if (words.Length > 0 && words[^1] != '\n' && Name(reader.Name) is "div" or "p" or "br" or "tr" or "li" or "table") words.Append('\n');
        }

        var text = words.ToString().Trim();
        return text.Length > 0 ? text : html.Length <= LongestWords ? html : html[..LongestWords];
    }

    public static string Encode(string text) => WebUtility.HtmlEncode(text.Replace('\0', '\ufffd'));

    private static void Open(StringBuilder markup, string name, ReadOnlySpan<char> attributes)
    {
        markup.Append('<').Append(name);
        foreach (var attribute in attributes.IsWhiteSpace() ? [] : AttributePolicy.Names(name))
        {
            if (HtmlAttributes.Find(attributes, attribute) is { } value) markup.Append(' ').Append(attribute).Append("=\"").Append(Encode(value)).Append('"');
        }

        markup.Append('>');
    }

    private static string Name(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[12];
        return name.Length > lower.Length ? "" : lower[..name.ToLowerInvariant(lower)].ToString();
    }
}
