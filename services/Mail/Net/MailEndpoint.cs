namespace Inbox.Mail.Net;

/// <summary>When TLS begins. There is no way without it: a password never travels in the clear.</summary>
public enum TlsStart
{
    /// <summary>With the first byte (IMAP 993, submission 465; RFC 8314).</summary>
    AtOnce,
    /// <summary>After the STARTTLS command (IMAP 143, submission 587); without it the connection ends.</summary>
    StartTls,
}

/// <summary>Where a mail server listens.</summary>
/// <param name="Host">A host name or address; the certificate must be for it.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="Tls">When TLS begins.</param>
public sealed record MailEndpoint(string Host, int Port, TlsStart Tls)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
