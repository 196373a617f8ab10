using Inbox.Contracts;
using Inbox.Mail;

namespace Inbox.Connectors.Email;

/// <summary>People as mail knows them. The one written rule of B28: addresses are the same when they are equal without regard to case; nothing else is folded.</summary>
internal static class EmailParty
{
    public static Party From(MailAddress? address) => address is null
        ? new(null)
        : new(address.IsMailbox ? Compared(address.Address) : null, address.Name.Length > 0 ? address.Name : null, null, address.IsMailbox ? address.Address : null);

    public static IReadOnlyList<Party> All(IReadOnlyList<MailAddress> addresses) => [.. addresses.Where(a => a.IsMailbox).Select(From)];

    /// <summary>The person on the other side: the author of what came in, the first foreign recipient of what went out.</summary>
    public static Party? Contact(MailMessage mail, Direction direction, IReadOnlySet<string> own)
    {
        if (direction == Direction.In)
            return From(mail.Author);
        var recipients = mail.To.Concat(mail.Cc).Concat(mail.Bcc).Where(a => a.IsMailbox).ToList();
        return recipients.Count == 0 ? null : From(recipients.Find(a => !IsOwn(a.Address, own)) ?? recipients[0]);
    }

    /// <summary>Whether an address is one of the account's, a "+tag" aside.</summary>
    public static bool IsOwn(string address, IReadOnlySet<string> own) => own.Contains(Compared(address)) || own.Contains(Compared(Untagged(address)));

    /// <summary>What stands behind the first "+" of a local part, or null.</summary>
    public static string? Tag(string address)
    {
        var (plus, at) = (address.IndexOf('+'), address.LastIndexOf('@'));
        return plus > 0 && at > plus + 1 ? address[(plus + 1)..at] : null;
    }

    private static string Untagged(string address) => Tag(address) is { } tag ? address.Replace($"+{tag}@", "@", StringComparison.Ordinal) : address;

    private static string Compared(string address) => address.ToLowerInvariant();
}
