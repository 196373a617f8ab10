using Inbox.Mail.Net;

namespace Inbox.Mail.Smtp;

/// <summary>How handing over a mail ended. Never a guess.</summary>
public abstract record SmtpOutcome
{
    private SmtpOutcome() { }

    /// <summary>The server took responsibility for it.</summary>
    /// <param name="Response">Its words, often with its queue id.</param>
    /// <param name="NotFor">Recipients that it refused while it took the mail for the others.</param>
    public sealed record Sent(string Response, IReadOnlyList<RefusedRecipient> NotFor) : SmtpOutcome;

    /// <summary>The server, or the check of our own settings, said no: the mail is certainly not sent.</summary>
    /// <param name="Code">The SMTP reply code; 0 when it did not come to one.</param>
    /// <param name="Reason">What a person can read.</param>
    /// <param name="Permanent">False when the same mail may be accepted later (4yz).</param>
    /// <param name="PerRecipient">Each refused recipient, when it was about them.</param>
    public sealed record Refused(int Code, string Reason, bool Permanent, IReadOnlyList<RefusedRecipient> PerRecipient) : SmtpOutcome
    {
        /// <summary>When it was about connection, TLS or sign-in: what exactly.</summary>
        public MailFailure? Failure { get; init; }
    }

    /// <summary>It did not come to handing over; the mail is certainly not sent, and a later attempt may work.</summary>
    /// <param name="Reason">What a person can read.</param>
    public sealed record Retry(string Reason) : SmtpOutcome
    {
        /// <summary>What exactly.</summary>
        public MailFailure? Failure { get; init; }
    }

    /// <summary>The mail went out whole, but the answer was not read: it may have been sent or not. Sending again may double it.</summary>
    /// <param name="Reason">What a person can read.</param>
    public sealed record Unknown(string Reason) : SmtpOutcome;
}

/// <summary>A recipient whom the server refused.</summary>
/// <param name="Address">The recipient.</param>
/// <param name="Code">The SMTP reply code.</param>
/// <param name="Reason">The server's own words; foreign text.</param>
public sealed record RefusedRecipient(EmailAddress Address, int Code, string Reason);
