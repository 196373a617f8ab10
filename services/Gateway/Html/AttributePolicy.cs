using AngleSharp.Dom;

namespace Inbox.Gateway.Html;

/// <summary>Which attributes an element may keep, and with which values. No id, no name, no class: nothing that a page could be led by.</summary>
internal sealed class AttributePolicy(Func<string, string?> attachmentUrl)
{
    private const int LongestValue = 4_000;

    private static readonly string[] Common = ["style", "dir", "lang", "title", "align"];
    private static readonly string[] Link = [.. Common, "href"];
    private static readonly string[] Image = [.. Common, "src", "alt", "width", "height", "border", "hspace", "vspace"];
    private static readonly string[] Font = [.. Common, "color", "face", "size"];
    private static readonly string[] List = [.. Common, "start", "type", "value", "reversed"];
    private static readonly string[] Table =
    [
        .. Common, "width", "height", "border", "cellpadding", "cellspacing", "colspan", "rowspan", "span", "scope", "valign", "bgcolor", "nowrap",
    ];

    public int RemoteImages { get; private set; }

    public static string[] Names(string element) => element switch
    {
        "a" => Link,
        "img" => Image,
        "font" => Font,
        "ul" or "ol" or "li" => List,
        "table" or "thead" or "tbody" or "tfoot" or "tr" or "td" or "th" or "col" or "colgroup" or "hr" => Table,
        _ => Common,
    };

    public void Apply(IElement element)
    {
        var names = Names(element.LocalName);
        foreach (var attribute in element.Attributes.ToList())
        {
            var value = Array.IndexOf(names, attribute.Name) < 0 ? null : Value(attribute.Name, attribute.Value);
            if (value is null) element.RemoveAttribute(attribute.Name);
            else if (value != attribute.Value) element.SetAttribute(attribute.Name, value);
        }

        if (element.LocalName == "img") Picture(element);
        if (element.LocalName == "a" && element.HasAttribute("href"))
        {
            element.SetAttribute("target", "_blank");
            element.SetAttribute("rel", "noopener noreferrer nofollow");
        }
    }

    private static string? Value(string name, string value) => name switch
    {
        "src" => value,
        "href" => SafeAddress.Link(value),
        "style" => SafeStyle.Clean(value),
        "title" or "alt" or "lang" or "face" => value.Length <= LongestValue ? value : null,
        _ => value.Length <= 40 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '#' or '%' or '.' or '-' or '+' or ' ') ? value : null,
    };

    private void Picture(IElement image)
    {
        var (kind, address) = SafeAddress.Picture(image.GetAttribute("src") ?? "");
        image.RemoveAttribute("src");
        switch (kind)
        {
            case PictureKind.Inline: image.SetAttribute("src", address); break;
            case PictureKind.Attached when attachmentUrl(address) is { } ours: image.SetAttribute("src", ours); break;
            case PictureKind.Remote:
                image.SetAttribute("data-remote-src", address);
                RemoteImages++;
                break;
        }
    }
}
