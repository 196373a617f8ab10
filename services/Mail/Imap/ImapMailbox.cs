using System.Globalization;

namespace Inbox.Mail.Imap;

/// <summary>What SELECT or EXAMINE says of a folder (RFC 3501 6.3.1).</summary>
/// <param name="Name">The folder.</param>
/// <param name="Exists">How many mails are in it.</param>
/// <param name="UidValidity">When this number changes, every UID that was remembered means nothing any more.</param>
/// <param name="UidNext">No mail has this UID or a higher one yet; null when the server does not tell.</param>
public sealed record ImapMailbox(MailboxName Name, uint Exists, uint UidValidity, uint? UidNext)
{
    internal static ImapMailbox Unknown(MailboxName name) => new(name, 0, 0, null);

    /// <summary>With what one untagged response adds.</summary>
    internal ImapMailbox With(ImapLine line)
    {
        if (line.Numbered is (var count, "EXISTS")) return this with { Exists = count };
        if (ImapStatus.From(line.Text) is not { IsOk: true } status || !uint.TryParse(status.Arguments, CultureInfo.InvariantCulture, out var number)) return this;
        return status.Code switch
        {
            "UIDVALIDITY" => this with { UidValidity = number },
            "UIDNEXT" => this with { UidNext = number },
            _ => this,
        };
    }
}
