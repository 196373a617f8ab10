using System.Collections.Frozen;

namespace Inbox.Mail.Text;

/// <summary>The elements that change how text is laid out.</summary>
internal static class HtmlElements
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Blocks = Set(
        "address", "article", "aside", "body", "center", "dd", "details", "dialog", "dir", "div", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "header", "html", "legend", "li", "main", "menu", "nav", "section", "summary", "tbody", "tfoot", "thead", "tr", "caption", "option", "title");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spaced = Set(
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre", "hr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Voids = Set(
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Raw = Set("script", "style", "title", "iframe", "noembed", "noframes");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Unseen = Set("xml", "template", "object", "applet", "svg", "math", "audio", "video", "datalist");

    /// <summary>Begins and ends a line.</summary>
    public static bool IsBlock(ReadOnlySpan<char> name) => Blocks.Contains(name);

    /// <summary>Begins and ends a line with a blank one around it.</summary>
    public static bool IsSpaced(ReadOnlySpan<char> name) => Spaced.Contains(name);

    /// <summary>Never has a closing tag.</summary>
    public static bool IsVoid(ReadOnlySpan<char> name) => Voids.Contains(name);

    /// <summary>Its content is neither markup nor shown.</summary>
    public static bool IsRaw(ReadOnlySpan<char> name) => Raw.Contains(name);

    /// <summary>Its content is markup that a letter's reader does not see.</summary>
    public static bool IsUnseen(ReadOnlySpan<char> name) => Unseen.Contains(name);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] names) =>
        names.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
