using System.Text;
using Inbox.Mail.Charsets;
using Inbox.Mail.Text;

namespace Inbox.Mail.Mime;

/// <summary>
/// What of a MIME tree is the text and what is a file. A part shown as text gives a plain reading, an HTML one, or both (alternatives);
/// the readings of neighbours are joined, everything else becomes an attachment.
/// </summary>
internal sealed class Body(MailBudget budget, Defects defects)
{
    private const int EnclosedDepth = 3;

    private readonly List<MailAttachment> _attachments = [];

    /// <summary>One reading of the text, in the forms that exist. <c>Plain</c> is what the sender wrote as plain text, null when only HTML exists.</summary>
    private readonly record struct Reading(string? Plain, string? Html)
    {
        public bool IsEmpty => Plain is null && Html is null;

        public bool IsHtmlOnly => string.IsNullOrWhiteSpace(Plain) && Html is not null;

        public string AsText() => IsHtmlOnly ? HtmlText.ToText(Html!) : Plain ?? "";
    }

    public string Text { get; private set; } = "";

    public string? Html { get; private set; }

    /// <summary>Whether the text was made from the HTML.</summary>
    public bool IsHtmlOnly { get; private set; }

    public IReadOnlyList<MailAttachment> Attachments => _attachments;

    /// <summary>Parts that say what became of a mail of ours, in order (RFC 3462, 3464, 5965, 8098): media type and decoded content.</summary>
    public List<(string MediaType, ReadOnlyMemory<byte> Content)> Reports { get; } = [];

    public static Body Read(MimePart root, MailBudget budget, Defects defects, int depth = 0)
    {
        var body = new Body(budget, defects);
        var reading = body.Show(root, isRoot: true, alternative: false, related: false);
        if (reading.IsEmpty && FirstNamedText(root) is { } named)
            reading = new(body.PlainText(named), null);
        body.Text = body.Limit(reading.AsText());
        body.IsHtmlOnly = reading.IsHtmlOnly;
        body.Html = reading.Html is null ? null : body.Limit(reading.Html);
        if (body.Text.Length == 0 && body.Html is null && depth < EnclosedDepth && !root.IsMultipart && root.MediaType == "message/rfc822")
            body.TakeEnclosed(root, depth);
        return body;
    }

    /// <summary>A mail that is nothing but another mail is read as that one.</summary>
    private void TakeEnclosed(MimePart root, int depth)
    {
        var enclosed = Read(MimeTree.Read(root.Decode(null), budget, defects), budget, defects, depth + 1);
        (Text, Html) = (enclosed.Text, enclosed.Html);
    }

    private Reading Show(MimePart part, bool isRoot, bool alternative, bool related)
    {
        if (!part.IsMultipart)
            return Leaf(part, isRoot, alternative, related);
        var kind = part.MediaType;
        var readings = new List<Reading>(part.Children.Count);
        foreach (var child in part.Children)
            if (Show(child, isRoot: false, kind == "multipart/alternative", related || kind == "multipart/related") is { IsEmpty: false } reading)
                readings.Add(reading);
        return readings.Count switch
        {
            0 => default,
            1 => readings[0],
            _ => kind == "multipart/alternative" ? Best(readings) : Join(readings),
        };
    }

    private static Reading Best(List<Reading> readings)
    {
        string? plain = null, html = null;
        foreach (var reading in readings)
        {
            if (!string.IsNullOrWhiteSpace(reading.Plain) && (plain is null || reading.Html is null))
                plain = reading.Plain;
            html = reading.Html ?? html;
        }
        return new(plain ?? readings[0].Plain, html);
    }

    private static Reading Join(List<Reading> readings)
    {
        var anyHtml = readings.Exists(r => r.Html is not null);
        var text = new StringBuilder();
        var html = anyHtml ? new StringBuilder() : null;
        foreach (var reading in readings)
        {
            var said = reading.AsText();
            if (said.Length > 0)
            {
                if (text.Length > 0)
                    text.Append(text[^1] == '\n' ? "" : "\n");
                text.Append(said);
            }
            if (reading.Html is not null)
                html?.Append(reading.Html).Append('\n');
            else if (!string.IsNullOrWhiteSpace(said))
                html?.Append("<pre style=\"white-space:pre-wrap\">").Append(System.Net.WebUtility.HtmlEncode(said)).Append("</pre>\n");
        }
        return new(text.ToString(), html?.ToString());
    }

    private Reading Leaf(MimePart part, bool isRoot, bool alternative, bool related)
    {
        var type = part.MediaType;
        if (type is "text/x-amp-html" or "text/watch-html" && alternative)
            return default;
        if (IsText(part, isRoot, alternative, related))
            return type is "text/html" or "application/xhtml+xml" ? new(null, Decoded(part, part.Decode(defects).Span, html: true))
                : new(PlainText(part), null);
        if (!type.StartsWith("multipart/", StringComparison.Ordinal) || part.Body.Length > 0)
            Attach(part, related);
        return default;
    }

    private static bool IsText(MimePart part, bool isRoot, bool alternative, bool related)
    {
        var type = part.MediaType;
        // A multipart that could not be taken apart is shown as it stands; one at the cap of depth is not the text of anything.
        if (type.StartsWith("multipart/", StringComparison.Ordinal))
            return isRoot || part.ContentType.GetRaw("boundary") is null;
        if (!type.StartsWith("text/", StringComparison.Ordinal) || part.Disposition.Value == "attachment")
            return false;
        if (type is not ("text/plain" or "text/html") && !(isRoot && type is not ("text/calendar" or "text/csv" or "text/x-vcard" or "text/vcard" or "text/rtf"))
            && type is not ("text/enriched" or "text/richtext" or "text/markdown" or "text/x-markdown" or "text/x-plain"))
            return false;
        return isRoot || alternative || AttachmentName.Stated(part) is null && !(related && type == "text/plain" && part.Field("Content-ID") is not null && part.Field("Content-Location") is not null);
    }

    /// <summary>Where nothing else is readable, a text that merely has a name is what the sender wrote; it stays among the files too.</summary>
    private static MimePart? FirstNamedText(MimePart part)
    {
        if (!part.IsMultipart)
            return part.MediaType == "text/plain" && part.Disposition.Value is ("" or "inline") ? part : null;
        foreach (var child in part.Children)
            if (FirstNamedText(child) is { } text)
                return text;
        return null;
    }

    private string PlainText(MimePart part)
    {
        var bytes = part.Decode(defects);
        if (bytes.Span.IndexOf("begin "u8) >= 0)
            bytes = WithoutFiles(bytes);
        var text = Decoded(part, bytes.Span, html: false);
        if (part.MediaType is "text/enriched" or "text/richtext")
            return EnrichedText.Plain(text);
        return part.ContentType.Get("format") is { } format && format.Trim().Equals("flowed", StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Unflow(text, "yes".Equals(part.ContentType.Get("delsp"), StringComparison.OrdinalIgnoreCase)) : text;
    }

    private string Decoded(MimePart part, ReadOnlySpan<byte> bytes, bool html)
    {
        var most = (int)Math.Min(int.MaxValue, budget.Text * 4L);
        if (bytes.Length > most)
        {
            defects.Add(MailDefect.TextCut);
            bytes = bytes[..most];
        }
        var charset = part.ContentType.Get("charset");
        if (charset is null && part.MediaType.StartsWith("multipart/", StringComparison.Ordinal))
            charset = "utf-8";
        return CleanText.Lines(TextBytes.Decode(bytes, charset, html, defects));
    }

    private ReadOnlyMemory<byte> WithoutFiles(ReadOnlyMemory<byte> text)
    {
        var blocks = Uuencode.Find(text, 100);
        if (blocks.Count == 0)
            return text;
        var left = new MemoryStream();
        var from = 0;
        foreach (var block in blocks)
        {
            left.Write(text.Span[from..block.Start]);
            from = block.End;
            var name = AttachmentName.Safe(block.Name);
            Add(name.Length > 0 ? name : $"attachment-{_attachments.Count + 1}.bin", "application/octet-stream", null, false, block.Content);
        }
        left.Write(text.Span[from..]);
        return left.ToArray();
    }

    private void Attach(MimePart part, bool related)
    {
        var content = part.Decode(defects);
        var type = part.MediaType;
        if (type is "message/delivery-status" or "message/global-delivery-status" or "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/headers"
            or "message/global-headers" or "message/feedback-report" or "message/disposition-notification")
            Reports.Add((type, content));
        var name = AttachmentName.Of(part, _attachments.Count + 1);
        if (type is "message/rfc822" or "message/global" && AttachmentName.Stated(part) is null)
            name = EnclosedName(content) ?? name;
        var contentId = part.Field("Content-ID") is { } id ? MessageIds.One(EncodedWords.DecodeLine(id)) : null;
        var disposition = part.Disposition.Value;
        Add(name, type, contentId, disposition == "inline" && !type.StartsWith("message/", StringComparison.Ordinal) || disposition != "attachment" && related && contentId is not null, content);
        if (type is "application/ms-tnef" or "application/vnd.ms-tnef" || name.Equals("winmail.dat", StringComparison.OrdinalIgnoreCase))
            foreach (var (inner, bytes) in Tnef.Files(content, 100))
                Add(AttachmentName.Safe(inner) is { Length: > 0 } safe ? safe : $"attachment-{_attachments.Count + 1}.bin", "application/octet-stream", null, false, bytes);
    }

    private string? EnclosedName(ReadOnlyMemory<byte> content)
    {
        var header = HeaderBlock.Read(content, 0, budget with { Headers = 200 }, new Defects());
        var subject = new MimePart(header.Fields, "text/plain").Field("Subject");
        var name = subject is null ? "" : AttachmentName.Safe(EncodedWords.DecodeLine(subject).Replace('/', '-').Replace('\\', '-'));
        return name.Length == 0 ? null : CleanText.Cut(name, 190) + ".eml";
    }

    private void Add(string name, string type, string? contentId, bool inline, ReadOnlyMemory<byte> content)
    {
        if (_attachments.Count >= budget.Parts)
            defects.Add(MailDefect.PartsCut);
        else
            _attachments.Add(new(name, type, contentId, inline, content.Length, content));
    }

    private string Limit(string text)
    {
        if (text.Length > budget.Text)
            defects.Add(MailDefect.TextCut);
        return CleanText.Cut(text, budget.Text);
    }
}
