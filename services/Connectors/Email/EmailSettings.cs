using System.Globalization;
using Inbox.Contracts;
using Inbox.Mail.Net;

namespace Inbox.Connectors.Email;

/// <summary>An e-mail account's settings, read out of their texts.</summary>
internal sealed record EmailSettings(string Address, MailEndpoint? Imap, MailEndpoint? Smtp, Credentials? Credentials, int Days)
{
    /// <summary>What can be set.</summary>
    public static IReadOnlyList<SettingDescription> Descriptions { get; } =
    [
        new("address", Required: true),
        new("user"),
        new("password", Secret: true),
        new("token", Secret: true),
        new("imapHost"),
        new("imapPort", Default: "993"),
        new("imapSecurity", Default: "tls", Choices: ["tls", "starttls"]),
        new("smtpHost"),
        new("smtpPort", Default: "465"),
        new("smtpSecurity", Default: "tls", Choices: ["tls", "starttls"]),
        new("days", Default: "14"),
        new("subject", Default: "off", Choices: ["off", "on"]),
        new("signature"),
        new("saveSent", Default: "on", Choices: ["off", "on"]),
    ];

    /// <summary>The account's own addresses, lower case.</summary>
    public static IReadOnlySet<string> Own(Storage.Account account) =>
        (account["address"] ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Select(a => a.ToLowerInvariant()).ToHashSet();

    public static EmailSettings Read(ConnectedAccount account)
    {
        var address = (account["address"] ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return new(address, Endpoint(account, "imap", 993, 143), Endpoint(account, "smtp", 465, 587), CredentialsOf(account, address), Number(account["days"], 14));
    }

    /// <summary>What is missing or malformed, before anything is connected.</summary>
    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (account["address"] is not { } address || address.IndexOf('@') < 1)
            yield return new("address", $"'{account["address"]}' is not an e-mail address. Write it like support@example.com.");
        foreach (var key in new[] { "imapPort", "smtpPort" })
            if (account[key] is { } port && Number(port, 0) is < 1 or > 65535)
                yield return new(key, $"'{port}' is not a port. Write a number from 1 to 65535, usually {(key == "imapPort" ? "993" : "465")}.");
        foreach (var key in new[] { "imapSecurity", "smtpSecurity" })
            if (account[key] is { } security and not ("tls" or "starttls"))
                yield return new(key, $"'{security}' is not known. Write tls or starttls.");
        if (account["days"] is { } days && Number(days, -1) is < 0 or > 3650)
            yield return new("days", $"'{days}' is not a number of days. Write 0 to 3650.");
        if (account["imapHost"] is not null && account["password"] is null && account["token"] is null)
            yield return new("password", "A mailbox needs a password (often an \"app password\") or a token.");
    }

    private static MailEndpoint? Endpoint(ConnectedAccount account, string kind, int tlsPort, int startTlsPort)
    {
        var start = account[$"{kind}Security"] == "starttls" ? TlsStart.StartTls : TlsStart.AtOnce;
        return account[$"{kind}Host"] is { } host ? new(host, Number(account[$"{kind}Port"], start == TlsStart.AtOnce ? tlsPort : startTlsPort), start) : null;
    }

    private static Credentials? CredentialsOf(ConnectedAccount account, string address) => (account["token"], account["password"]) switch
    {
        ({ } token, _) => new Credentials.WithToken(account["user"] ?? address, token),
        (null, { } password) => new Credentials.WithPassword(account["user"] ?? address, password),
        _ => null,
    };

    private static int Number(string? text, int otherwise) => text is null ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
}
