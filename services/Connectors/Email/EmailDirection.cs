using Inbox.Contracts;
using Inbox.Mail;

namespace Inbox.Connectors.Email;

/// <summary>Who wrote a mail: a From line alone proves nothing, where the mail was found does.</summary>
internal static class EmailDirection
{
    /// <summary>Ours when it lies in our Sent folder, or when the owner imports it as theirs. What comes in from outside is never ours, whatever its From says (B23).</summary>
    public static Direction Of(MailMessage mail, RawInput input) => input.Origin switch
    {
        Origin.Sent => Direction.Out,
        Origin.Import when IsFromUs(mail, input) && !IsEchoOfOurselves(mail, input) => Direction.Out,
        _ => Direction.In,
    };

    /// <summary>Our own address as author of something that came in: our own automatic answer on its way back, or a forged sender. Filed, never answered (B05).</summary>
    public static bool IsEchoOfOurselves(MailMessage mail, RawInput input) =>
        IsFromUs(mail, input) && (input.Origin == Origin.Incoming || IsToUsAlone(mail, input));

    private static bool IsToUsAlone(MailMessage mail, RawInput input)
    {
        var recipients = mail.To.Concat(mail.Cc).Concat(mail.Bcc).ToList();
        return recipients.Count > 0 && recipients.TrueForAll(a => EmailParty.IsOwn(a.Address, input.OwnIds));
    }

    private static bool IsFromUs(MailMessage mail, RawInput input) => mail.Author is { } author && EmailParty.IsOwn(author.Address, input.OwnIds);
}
