using Inbox.Mail.Net;

namespace Inbox.Mail.Smtp;

/// <summary>Turns replies that end a session before any mail into words for people.</summary>
internal static class SmtpRefusals
{
    public static MailFailureException Session(string host, SmtpReply reply) => new(reply.IsPermanent
        ? new(FailureKind.ServerRefused, $"{host} does not want to talk.", "Ask whoever runs the server; this machine's address may be on a block list.", reply.Text)
        : new(FailureKind.Busy, $"{host} is busy.", "It will be tried again.", reply.Text));

    public static MailFailureException SignIn(string host, SmtpReply reply)
    {
        if (!reply.IsPermanent) return new(new(FailureKind.Busy, $"{host} cannot check the password just now.", "It will be tried again.", reply.Text));
        if (reply.Code == 534 || Says(reply.Text, "application-specific", "app password", "basic authentication", "smtpclientauthentication is disabled"))
            return new(new(FailureKind.Disabled, $"{host} does not take the ordinary password from other programs.",
                "Create an app password, switch on sending by SMTP in the settings of the mailbox, or sign in with the provider's button.", reply.Text));
        return new(new(FailureKind.WrongPassword, $"{host} did not accept the user name and password.",
            "Check both; the user name is often the whole address. With two-step sign-in an app password is needed.", reply.Text));
    }

    public static MailFailureException NoTls(string host) => new(new(FailureKind.TlsMissing,
        $"{host} does not offer encryption on this port, so nothing was sent.",
        "Use port 465 with TLS. If the server offered STARTTLS before, somebody may be interfering with the connection."));

    private static bool Says(string text, params string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
