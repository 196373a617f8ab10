using Inbox.Mail.Net;

namespace Inbox.Mail.Imap;

/// <summary>Turns the server's NO, BAD and BYE (RFC 3501 7.1, RFC 5530, and what the large providers write) into words for people.</summary>
internal static class ImapRefusals
{
    public static void OrThrow(this ImapStatus status, string host, string command)
    {
        if (!status.IsOk) throw new MailFailureException(Explain(host, command, status));
    }

    public static MailFailure Explain(string host, string command, ImapStatus status) => (status.Code, command) switch
    {
        (_, "LOGIN" or "AUTHENTICATE") => SignIn(host, status),
        ("NONEXISTENT" or "TRYCREATE", _) or (_, "SELECT" or "EXAMINE") when status.Word == "NO" && !IsBusy(status)
            => Say(FailureKind.MailboxMissing, $"The folder does not exist on {host}, or cannot be opened.", "Choose another folder in the account's settings."),
        ("OVERQUOTA", _) => Say(FailureKind.OverQuota, $"The mailbox on {host} is full.", "Delete mails or get more space."),
        _ when status.Word == "BYE" || IsBusy(status) => Busy(host, status),
        _ => Say(FailureKind.ServerRefused, $"{host} refused {(command.Length > 0 ? command : "to go on")}.", "Ask whoever runs the server what that means."),
    } with
    { ServerText = status.Text.Length > 0 ? Shown(status.Text) : null };

    /// <summary>Whether it will pass by itself.</summary>
    public static bool IsBusy(ImapStatus status) => status.Code is "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG"
        || Says(status, "too many", "try again", "temporar", "rate limit", "overloaded");

    private static MailFailure SignIn(string host, ImapStatus status)
    {
        if (Says(status, "not enabled for imap", "imap access is disabled", "imap is disabled", "imap disabled", "disabled for user", "imap service is not enabled"))
            return Say(FailureKind.Disabled, $"IMAP is switched off for this account at {host}.", "Switch IMAP on in the settings of the mailbox, then try again.");
        if (Says(status, "application-specific", "app password", "app-specific", "authorization code", "basic authentication", "less secure", "web login required"))
            return Say(FailureKind.Disabled, $"{host} does not take the ordinary password from other programs.",
                "Create an app password in the security settings of the mailbox and use that one, or sign in with the provider's button.");
        if (status.Code is "PRIVACYREQUIRED")
            return Say(FailureKind.TlsMissing, $"{host} wants an encrypted connection.", "Choose TLS or STARTTLS in the account's settings.");
        if (status.Code is "AUTHORIZATIONFAILED" or "CONTACTADMIN" or "EXPIRED")
            return Say(FailureKind.Disabled, $"{host} does not let this user in.", "Ask whoever runs the mail server.");
        return IsBusy(status) ? Busy(host, status)
            : Say(FailureKind.WrongPassword, $"{host} did not accept the user name and password.",
                "Check both; the user name is often the whole address. With two-step sign-in an app password is needed.");
    }

    private static MailFailure Busy(string host, ImapStatus status) => Says(status, "too many", "connections")
        ? Say(FailureKind.Busy, $"{host} has too many connections of this account open.", "Close other mail programs; it will be tried again.")
        : Say(FailureKind.Busy, $"{host} ended the connection or is busy.", "It will be tried again.");

    private static bool Says(ImapStatus status, params string[] words) =>
        words.Any(word => status.Text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static MailFailure Say(FailureKind kind, string problem, string advice) => new(kind, problem, advice);

    private static string Shown(string text) =>
        new([.. text.Take(300).Select(c => char.IsControl(c) ? ' ' : c)]);
}
