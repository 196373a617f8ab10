namespace Inbox.Mail.Net;

/// <summary>What went wrong with a mail server, as far as it decides what to do next.</summary>
public enum FailureKind
{
    /// <summary>The name of the host does not exist.</summary>
    HostNotFound,
    /// <summary>The host's policy forbids this address (a private network, for instance).</summary>
    AddressForbidden,
    /// <summary>The host is there, but nothing listens on the port.</summary>
    Refused,
    /// <summary>No way to the host, or the connection broke.</summary>
    ConnectionLost,
    /// <summary>The server, or the network, was too slow.</summary>
    TimedOut,
    /// <summary>The server's certificate, or the TLS handshake, is not acceptable.</summary>
    Tls,
    /// <summary>The server does not offer TLS, or no longer does.</summary>
    TlsMissing,
    /// <summary>Wrong user, password or token.</summary>
    WrongPassword,
    /// <summary>The password is right, or may be, but the mail provider does not let programs in this way.</summary>
    Disabled,
    /// <summary>The server asks to come back later: overload, too many connections.</summary>
    Busy,
    /// <summary>The folder does not exist.</summary>
    MailboxMissing,
    /// <summary>The mailbox is full.</summary>
    OverQuota,
    /// <summary>The server refused a command for another reason.</summary>
    ServerRefused,
    /// <summary>The server does not speak the protocol as written, or sent more than the limits allow.</summary>
    Protocol,
}

/// <summary>A failure that a person who is no expert can read and act upon.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Problem">One sentence: what happened, with which host or value. Never a password or token.</param>
/// <param name="Advice">One sentence: what to do next.</param>
/// <param name="ServerText">The server's own words, when it said something; foreign text, to be shown as text only.</param>
public sealed record MailFailure(FailureKind Kind, string Problem, string Advice, string? ServerText = null)
{
    /// <summary>Whether trying again later may help without anybody changing a setting.</summary>
    public bool Transient => Kind is FailureKind.ConnectionLost or FailureKind.TimedOut or FailureKind.Busy or FailureKind.Refused
        or FailureKind.Protocol;

    /// <inheritdoc/>
    public override string ToString() => ServerText is null ? $"{Problem} {Advice}" : $"{this with { ServerText = null }} (The server said: {ServerText})";
}

/// <summary>Carries a <see cref="MailFailure"/> out of a session with a server; the session is of no more use unless a method says otherwise.</summary>
public sealed class MailFailureException(MailFailure failure, Exception? cause = null) : IOException(failure.ToString(), cause)
{
    /// <summary>What went wrong.</summary>
    public MailFailure Failure { get; } = failure;
}
