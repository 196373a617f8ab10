using Inbox.Mail;

namespace Inbox.Connectors.Email;

/// <summary>Mail programs attach the same file twice now and then. What is not shown in place and has the same name and bytes is shown once; the raw mail keeps both.</summary>
internal static class EmailFiles
{
    public static List<MailAttachment> Different(IReadOnlyList<MailAttachment> attachments)
    {
        var kept = new List<MailAttachment>(attachments.Count);
        var byName = attachments.Where(a => !a.Inline).GroupBy(a => (a.Name, a.Size)).ToDictionary(g => g.Key, _ => new List<MailAttachment>());
        foreach (var attachment in attachments)
        {
            if (!attachment.Inline)
            {
                var alike = byName[(attachment.Name, attachment.Size)];
                if (alike.Exists(a => a.Content.Span.SequenceEqual(attachment.Content.Span)))
                    continue;
                alike.Add(attachment);
            }
            kept.Add(attachment);
        }
        return kept;
    }
}
