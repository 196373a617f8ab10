namespace Inbox.Mail.Imap;

/// <summary>How an <see cref="ImapClient"/> watches and what it takes.</summary>
public sealed record ImapOptions
{
    /// <summary>Mails with more bytes are delivered as headers only. At most 1 GB.</summary>
    public int LargestMail { get; init; } = 36 * 1024 * 1024;

    /// <summary>How long one IDLE lasts before it is renewed. RFC 2177 asks for less than 29 minutes, and some providers and home routers drop a connection that was silent
    /// for ten; by default sooner, because only an answer shows that a silent server is still there.</summary>
    public TimeSpan IdleRenewal { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>How long a server may take to end an IDLE before it counts as gone: with <see cref="IdleRenewal"/>, one that froze is noticed within a minute.</summary>
    public TimeSpan IdleAnswer { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often to ask a server that has no IDLE.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(60);
}
