using System.Globalization;
using Inbox.Contracts;
using Inbox.Mail.Net;
using Inbox.Mail.Smtp;

namespace Inbox.Connectors.Email;

/// <summary>An e-mail account's settings, read out of their texts.</summary>
internal sealed record EmailSettings(string Address, MailEndpoint? Imap, MailEndpoint? Smtp, Credentials? Credentials, int Days, bool SaveSent)
{
    /// <summary>Providers that put every mail sent through them into the Sent folder themselves: a second copy would only be in the way.</summary>
    private static readonly string[] KeepThemselves = ["smtp.gmail.com", "smtp.googlemail.com", "smtp.office365.com", "smtp-mail.outlook.com", "outlook.office365.com"];

    private static readonly char[] Between = [',', ' ', ';'];

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
        new("signature", Multiline: true),
        new("saveSent", Default: "auto", Choices: ["auto", "on", "off"]),
    ];

    /// <summary>The account's own addresses, lower case.</summary>
    public static IReadOnlySet<string> Own(Storage.Account account) => Addresses(account["address"]).Select(a => a.ToLowerInvariant()).ToHashSet();

    public static EmailSettings Read(ConnectedAccount account)
    {
        var address = Addresses(account["address"]).FirstOrDefault() ?? "";
        var smtp = Endpoint(account, "smtp", 465, 587);
        var saveSent = account["saveSent"] switch
        {
            "on" => true,
            "off" => false,
            _ => smtp is null || !KeepThemselves.Contains(smtp.Host, StringComparer.OrdinalIgnoreCase),
        };
        return new(address, Endpoint(account, "imap", 993, 143), smtp, CredentialsOf(account, address), Number(account["days"], 14), saveSent);
    }

    /// <summary>What is missing or malformed, before anything is connected.</summary>
    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (Addresses(account["address"]) is not { Length: > 0 } addresses)
            yield return new("address", "Write the address that customers write to, such as support@example.com.");
        else if (Array.Find(addresses, a => !EmailAddress.TryParse(a, out _)) is { } wrong)
            yield return new("address", $"'{wrong}' is not an e-mail address. Write it like support@example.com; several with commas between.");
        foreach (var key in (string[])["imapHost", "smtpHost"])
            if (account[key] is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown)
                yield return new(key, $"'{host}' is not the name of a server. Write the name alone, such as {key[..4]}.example.com; the port has a field of its own.");
        foreach (var key in (string[])["imapPort", "smtpPort"])
            if (account[key] is { } port && Number(port, 0) is < 1 or > 65535)
                yield return new(key, $"'{port}' is not a port. Write a number from 1 to 65535, usually {(key == "imapPort" ? "993" : "465")}.");
        foreach (var setting in Descriptions.Where(d => d.Choices is not null))
            if (account[setting.Key] is { } value && !setting.Choices!.Contains(value))
                yield return new(setting.Key, $"'{value}' is not known. Write {string.Join(" or ", setting.Choices!)}.");
        if (account["days"] is { } days && Number(days, -1) is < 0 or > 3650)
            yield return new("days", $"'{days}' is not a number of days. Write 0 to 3650.");
        if (account["imapHost"] is not null && account["password"] is null && account["token"] is null)
            yield return new("password", "A mailbox needs a password (often an \"app password\") or a token.");
    }

    /// <summary>Who signs in.</summary>
    public string? User => Credentials?.User;

    private static string[] Addresses(string? text) => (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);

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
