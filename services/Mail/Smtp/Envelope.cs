namespace Inbox.Mail.Smtp;

/// <summary>Who gets a mail, whatever its headers say.</summary>
/// <param name="From">Where reports of failure go; null for mails from machines that want none.</param>
/// <param name="To">Every recipient, copies included.</param>
public sealed record Envelope(EmailAddress? From, IReadOnlyList<EmailAddress> To)
{
    internal bool NeedsUtf8 => From?.NeedsUtf8 == true || To.Any(to => to.NeedsUtf8);
}
