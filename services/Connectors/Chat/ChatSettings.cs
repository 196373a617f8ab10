using System.Text.RegularExpressions;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>An account's settings.</summary>
internal static partial class ChatSettings
{
    public const string DefaultColor = "#3b5bdb";

    private const int LongestGreeting = 500;

    public static IReadOnlyList<SettingDescription> Descriptions { get; } =
        [new("greeting", Multiline: true), new("color", Default: DefaultColor), new("mailAddress"), new("sites"), new("secret", Secret: true)];

    /// <summary>The origins that may show the widget; none means all.</summary>
    public static IReadOnlyList<string> Sites(ConnectedAccount account) =>
        [.. (account["sites"] ?? "").Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Origin).OfType<string>()];

    public static string Color(ConnectedAccount account) => account["color"] is { } color && Hex().IsMatch(color) ? color : DefaultColor;

    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (account["greeting"] is { Length: > LongestGreeting } greeting)
            yield return new("greeting", $"The greeting has {greeting.Length} characters; it may have {LongestGreeting}.");
        if (account["color"] is { } color && !Hex().IsMatch(color))
            yield return new("color", $"'{color}' is not a colour. Write it like {DefaultColor}.");
        foreach (var site in (account["sites"] ?? "").Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(s => Origin(s) is null))
            yield return new("sites", $"'{site}' is not a site. Write its beginning, like https://www.example.com, several with a space between.");
        if (account["secret"] is { Length: < 24 })
            yield return new("secret", "A secret has at least 24 characters. Make one with: openssl rand -hex 32");
    }

    /// <summary>The connected mailbox by which answers go out to who has left; null when none is named or it is not there.</summary>
    public static async Task<string?> MailAccountAsync(ConnectedAccount account, Accounts accounts, CancellationToken cancel) =>
        account["mailAddress"] is { } address
            ? (await accounts.ListAsync(cancel)).FirstOrDefault(a => a.Channel == EmailChannel.Name && string.Equals(a["address"], address.Trim(), StringComparison.OrdinalIgnoreCase))?.Id
            : null;

    private static string? Origin(string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 ? uri.GetLeftPart(UriPartial.Authority) : null;

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hex();
}
