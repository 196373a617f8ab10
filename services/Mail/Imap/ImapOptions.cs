namespace Inbox.Mail.Imap;

/// <summary>How an <see cref="ImapClient"/> watches and what it takes.</summary>
public sealed record ImapOptions
{
    /// <summary>Mails with more bytes are delivered as headers only. At most 1 GB.</summary>
    public int LargestMail { get; init; } = 36 * 1024 * 1024;

    /// <summary>How long one IDLE lasts before it is renewed: under the 29 minutes of RFC 2177, and by default under the ten minutes after
    /// which some providers and home routers drop a silent connection.</summary>
    public TimeSpan IdleRenewal { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>How often to ask a server that has no IDLE.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(60);
}
