using Inbox.Mail.Mime;

namespace Inbox.Mail.Marks;

/// <summary>Who wrote a mail whose From a list or forwarder rewrote (often because of DMARC).</summary>
internal static class OriginalAuthor
{
    /// <summary>The author that X-Original-From names, when Reply-To names the same mailbox; otherwise null: one header alone is no evidence.</summary>
    public static MailAddress? Behind(Header header, IReadOnlyList<MailAddress> replyTo)
    {
        if (replyTo.Count == 0)
            return null;
        foreach (var author in header.Addresses("X-Original-From"))
            foreach (var answer in replyTo)
                if (author.SameMailbox(answer))
                    return author.Name.Length > 0 ? author : author with { Name = answer.Name };
        return null;
    }

    /// <summary>The first that has an address.</summary>
    public static MailAddress? First(IReadOnlyList<MailAddress> addresses)
    {
        foreach (var address in addresses)
            if (address.IsMailbox)
                return address;
        return null;
    }
}
