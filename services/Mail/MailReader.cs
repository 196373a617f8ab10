using Inbox.Mail.Charsets;
using Inbox.Mail.Marks;
using Inbox.Mail.Mime;
using Inbox.Mail.Reports;

namespace Inbox.Mail;

/// <summary>
/// Reads any bytes as a mail: RFC 5322 and 6532 (header), 2045 to 2049 (MIME), 2047 and 2231 (encoded words and parameters), 3676 (flowed text),
/// 3464 (delivery reports), 3834 (automatic answers), and what mailers write instead. Never throws; time is linear in the size of the mail.
/// </summary>
public static class MailReader
{
    /// <summary>Reads one mail.</summary>
    /// <param name="raw">The mail as it came over the wire; not changed. Attachments that need no decoding point into it.</param>
    /// <param name="budget">How much to read at most; <see cref="MailBudget.Default"/> when null.</param>
    /// <returns>What could be read. <see cref="MailMessage.Defects"/> says what was broken or cut.</returns>
    public static MailMessage Read(ReadOnlyMemory<byte> raw, MailBudget? budget = null)
    {
        budget ??= MailBudget.Default;
        var defects = new Defects();
        if (raw.Length > budget.Bytes)
        {
            defects.Add(MailDefect.BytesCut);
            raw = raw[..budget.Bytes];
        }
        var root = MimeTree.Read(RawText.Normalise(raw), budget, defects);
        var header = new Header(root, budget, defects);
        var body = Body.Read(root, budget, defects);
        var report = DeliveryReport.Read(header, root, body);
        var from = header.Addresses("From");
        var replyTo = header.Addresses("Reply-To");
        var sender = header.Addresses("Sender");
        var original = OriginalAuthor.Behind(header, replyTo);
        var mark = AutomaticMark.Of(header, root, report, body.Text, seenThrough: original is not null);
        return new()
        {
            Headers = header.All,
            From = from,
            Sender = sender,
            ReplyTo = replyTo,
            To = header.Addresses("To"),
            Cc = header.Addresses("Cc"),
            Bcc = header.Addresses("Bcc"),
            Author = original ?? OriginalAuthor.First(from) ?? OriginalAuthor.First(sender) ?? (from.Count > 0 ? from[0] : null),
            Subject = header.Value("Subject") ?? "",
            Date = header.Date(),
            MessageId = MessageIds.One(header.Raw("Message-ID")),
            InReplyTo = MessageIds.InReplyTo(header.AllRaw("In-Reply-To")),
            References = MessageIds.All(header.AllRaw("References")),
            Text = body.Text,
            Html = body.Html,
            IsHtmlOnly = body.IsHtmlOnly,
            Attachments = body.Attachments,
            FailedRecipients = report.Failed,
            ReturnedMessageIds = report.ReturnedIds,
            Automatic = mark?.Kind,
            AutomaticEvidence = mark is { Evidence: var evidence } ? CleanText.OneLine(evidence) : null,
            Defects = defects.ToList(),
        };
    }
}
