namespace Inbox.Mail.Reports;

/// <summary>Addresses behind which no person sits.</summary>
internal static class MailSystem
{
    private static readonly string[] _daemons =
        ["mailer-daemon", "mailerdaemon", "mailer_daemon", "postmaster", "mail-daemon", "maildaemon", "mdaemon", "mailer", "bounce", "bounces", "mail.delivery", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e"];

    private static readonly string[] _names = ["mail delivery subsystem", "mail delivery system", "mail delivery service", "mail administrator", "mail system", "system administrator", "internet mail delivery", "email delivery", "postmaster", "mailer-daemon"];

    public static bool IsDaemon(MailAddress address)
    {
        var at = address.Address.LastIndexOf('@');
        var local = (at < 0 ? address.Name : address.Address[..at]).Trim('"', ' ', '<', '>');
        foreach (var daemon in _daemons)
            if (local.Equals(daemon, StringComparison.OrdinalIgnoreCase)
                || daemon.Length > 7 && local.StartsWith(daemon, StringComparison.OrdinalIgnoreCase))
                return true;
        foreach (var name in _names)
            if (address.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
