using System.Text;

namespace Inbox.Mail.Writing;

/// <summary>Writes mails (RFC 5322, 2045-2049, 2047, 2231): CRLF, lines of at most 78 characters where possible and 998 always, ASCII but for
/// addresses that need more (RFC 6532).</summary>
public static class MailWriter
{
    private const int MostReferences = 30;

    /// <summary>The whole mail as bytes; the same mail gives the same bytes. It never fails.</summary>
    /// <param name="mail">What to write.</param>
    public static byte[] Write(OutgoingMail mail)
    {
        var content = Content(mail);
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Fields(mail)), .. content.ToBytes()];
        return bytes.AsSpan().EndsWith("\r\n"u8) ? bytes : [.. bytes, .. "\r\n"u8];
    }

    private static string Fields(OutgoingMail mail)
    {
        var fields = new StringBuilder();
        fields.Append(HeaderField.Addresses("From", [mail.From]));
        if (mail.ReplyTo is not null) fields.Append(HeaderField.Addresses("Reply-To", [mail.ReplyTo]));
        if (mail.To.Count > 0) fields.Append(HeaderField.Addresses("To", mail.To));
        if (mail.Cc.Count > 0) fields.Append(HeaderField.Addresses("Cc", mail.Cc));
        fields.Append(HeaderField.Text("Subject", mail.Subject));
        fields.Append(HeaderField.Date("Date", mail.Date));
        fields.Append(HeaderField.Ids("Message-ID", [mail.MessageId]));
        if (mail.InReplyTo is not null) fields.Append(HeaderField.Ids("In-Reply-To", [mail.InReplyTo]));
        if (mail.References.Count > 0) fields.Append(HeaderField.Ids("References", FirstAndLast(mail.References)));
        if (mail.Unsubscribe is { } stop)
            fields.Append(HeaderField.Write("List-Unsubscribe", $"<{stop.AbsoluteUri}>")).Append(HeaderField.Write("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        if (mail.AutoSubmitted != AutoSubmitted.No)
            fields.Append(HeaderField.Write("Auto-Submitted", mail.AutoSubmitted == AutoSubmitted.Replied ? "auto-replied" : "auto-generated"))
                .Append(HeaderField.Write("X-Auto-Response-Suppress", "All"));
        return fields.Append(HeaderField.Write("MIME-Version", "1.0")).ToString();
    }

    private static IEnumerable<MessageId> FirstAndLast(IReadOnlyList<MessageId> ids) =>
        ids.Count <= MostReferences ? ids : ids.Take(1).Concat(ids.TakeLast(MostReferences - 1));

    private static Part Content(OutgoingMail mail)
    {
        var text = Part.OfText("plain", mail.Text);
        var readable = mail.Html is null ? text : Part.OfParts("alternative", [text, Part.OfText("html", mail.Html)]);
        return mail.Files.Count == 0 ? readable : Part.OfParts("mixed", [readable, .. mail.Files.Select(Part.OfFile)]);
    }
}
