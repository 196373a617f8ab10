namespace Inbox.Mail.Text;

/// <summary>What an element's attributes say about the text inside it. The names are those that mail programs write.</summary>
internal enum HtmlLandmark
{
    None,
    Hidden,
    Quoted,
    Signature,
    Cut,

    /// <summary>A blockquote that a mail program made of the original.</summary>
    Cite,

    /// <summary>A blockquote that only moves the writer's own words to the right.</summary>
    Indent,
}

internal static class HtmlLandmarks
{
    // Elements around the original. Gmail's and Proton's own quote containers are missing on purpose: answers between the quoted
    // lines stand inside them, while the quoted lines are blockquotes in any case.
    private static readonly string[] QuotedClasses =
    [
        "yahoo_quoted", "moz-cite-prefix", "zmail_extra", "freshdesk_quote", "tutanota_quote", "front-blockquote", "sh-quoted-content",
        "mail-quote-collapse", "ms-outlook-mobile-reference-message", "mail-editor-reference-message-container", "WM_QUOTE", "missive_quote", "mailru-blockquote",
    ];

    private static readonly string[] QuotedIds = ["OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container", "reply-intro", "isReplyContent", "aqm-original"];

    private static readonly string[] CutClasses = ["OutlookMessageHeader"];

    private static readonly string[] CutIds = ["divRplyFwdMsg", "appendonsend", "stopSpelling", "replySplit"];

    private static readonly string[] SignatureClasses =
    [
        "gmail_signature", "moz-signature", "protonmail_signature_block", "signature_editor", "ms-outlook-mobile-signature", "tutanota_signature", "k9mail-signature", "front-signature", "-x-evo-signature",
    ];

    private static readonly string[] SignatureIds = ["AppleMailSignature", "ms-outlook-mobile-signature", "Signature", "lineBreakAtBeginningOfSignature", "composer_signature", "aqm-signature", "_rc_sig", "signature_old", "spnEditorSign", "CanarySig"];

    // Outlook for Windows draws this line above the original and gives it no name.
    private static readonly string[] OutlookRules = ["border-top:solid#B5C4DF", "border-top:solid#E1E1E1", "border-top:solid#CCCCCC"];

    public static HtmlLandmark Of(ReadOnlySpan<char> name, ReadOnlySpan<char> attributes)
    {
        if (attributes.IsEmpty) return HtmlLandmark.None;
        var style = HtmlAttributes.Find(attributes, "style")?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (IsHidden(style) || HtmlAttributes.Find(attributes, "hidden") is not null and not "false") return HtmlLandmark.Hidden;

        var classes = HtmlAttributes.Find(attributes, "class") ?? "";
        var id = HtmlAttributes.Find(attributes, "id") ?? "";
        if (Any(CutIds, id) || Any(CutClasses, classes) || (Any(OutlookRules, style) && style.Contains("padding:3", StringComparison.OrdinalIgnoreCase))) return HtmlLandmark.Cut;

        var marker = HtmlAttributes.Find(attributes, "data-marker") ?? "";
        if (marker is "__DIVIDER__" or "__HEADERS__") return HtmlLandmark.Cut;
        if (marker is "__QUOTED_TEXT__") return HtmlLandmark.Quoted;
        if (marker is "__SIG_PRE__" or "__SIG_POST__") return HtmlLandmark.Signature;
        if (Any(SignatureClasses, classes) || Same(SignatureIds, id)) return HtmlLandmark.Signature;
        if (Any(QuotedClasses, classes) || Any(QuotedIds, id) || id.StartsWith("yahoo_quoted", StringComparison.Ordinal)) return HtmlLandmark.Quoted;
        if (name is "div" && HtmlAttributes.Find(attributes, "name") is { } named)
        {
            if (named is "quote" or "messageReplySection") return HtmlLandmark.Quoted;
            if (named is "messageSignatureSection") return HtmlLandmark.Signature;
        }

        if (!name.Equals("blockquote", StringComparison.OrdinalIgnoreCase)) return HtmlLandmark.None;
        if (IsIndent(classes, style)) return HtmlLandmark.Indent;
        var cites = HtmlAttributes.Find(attributes, "type") is "cite" || HtmlAttributes.Find(attributes, "cite") is not null;
        return cites ? HtmlLandmark.Cite : HtmlLandmark.None;
    }

    private static bool IsHidden(string style) =>
        style.Contains("display:none", StringComparison.OrdinalIgnoreCase) || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);

    private static bool IsIndent(string classes, string style) =>
        classes.Contains("indent", StringComparison.OrdinalIgnoreCase)
        || (style.Contains("border:none", StringComparison.OrdinalIgnoreCase) && style.Contains("margin:0040px", StringComparison.OrdinalIgnoreCase));

    // Webmail puts "x_" or "ecx" before names it did not write, so the end of the name is what counts.
    private static bool Any(string[] names, string value)
    {
        if (value.Length == 0) return false;
        foreach (var name in names)
        {
            if (value.Contains(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool Same(string[] names, string value)
    {
        foreach (var name in names)
        {
            if (value == name || value == "x_" + name) return true;
        }

        return false;
    }
}
