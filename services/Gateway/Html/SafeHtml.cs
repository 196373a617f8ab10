using AngleSharp.Html.Parser;

namespace Inbox.Gateway.Html;

/// <summary>HTML that is safe to show in a sandboxed frame without script.</summary>
/// <param name="Html">The fragment. Never empty when the source had anything to read.</param>
/// <param name="RemoteImages">How many pictures would have asked another server; each waits in <c>data-remote-src</c>.</param>
/// <param name="IsText">The source was too deep or too large to keep its shape: only its text is left.</param>
internal sealed record CleanHtml(string Html, int RemoteImages, bool IsText);

/// <summary>
/// Cleans foreign HTML for display, by three sieves that trust one another in nothing: our own tokenizer writes down again only what is on
/// the list, within bounds; AngleSharp builds a tree from that and only that; every element and attribute of the tree is judged once more.
/// </summary>
internal static class SafeHtml
{
    /// <param name="html">What the mail brought.</param>
    /// <param name="text">The message's plain text, shown when the HTML is out of bounds.</param>
    /// <param name="attachmentUrl">Our address for the picture with that Content-ID (without angle brackets); null when there is none.</param>
    public static CleanHtml Clean(string html, string? text = null, Func<string, string?>? attachmentUrl = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (PlainMarkup.Of(html) is not { } markup) return AsText(html, text);

        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + markup).Body;
        if (body is null) return AsText(html, text);
        var attributes = new AttributePolicy(attachmentUrl ?? (_ => null));
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            if (!SafeElements.Contains(element.LocalName)) element.Remove();
            else attributes.Apply(element);
        }

        var empty = string.IsNullOrWhiteSpace(body.TextContent) && body.QuerySelector("img") is null;
        return empty ? AsText(html, text) : new CleanHtml(body.InnerHtml, attributes.RemoteImages, IsText: false);
    }

    private static CleanHtml AsText(string html, string? text)
    {
        var words = string.IsNullOrWhiteSpace(text) ? PlainMarkup.Words(html) : text;
        return new CleanHtml($"<div style=\"white-space: pre-wrap\">{PlainMarkup.Encode(words)}</div>", 0, IsText: true);
    }
}
