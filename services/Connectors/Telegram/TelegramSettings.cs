using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;

namespace Inbox.Connectors.Telegram;

/// <summary>A bot's settings.</summary>
internal static class TelegramSettings
{
    public const string Api = "https://api.telegram.org";

    public static string ApiUrl(ConnectedAccount account) => (account["apiUrl"] ?? Api).TrimEnd('/');

    /// <summary>Telegram pushes instead of being asked.</summary>
    public static PushedWhen Pushed { get; } = new("mode", "webhook");

    public static bool IsPolled(ConnectedAccount account) => !Pushed.Holds(account.Account.Settings);

    /// <summary>What Telegram sends back with every delivery: made from the token, so that every process knows it and nobody can guess it.</summary>
    public static string? HookSecret(ConnectedAccount account) =>
        account["token"] is { } token ? Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "inbox webhook"u8)) : null;

    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (account["token"] is not { } token)
            yield return new("token", "Paste the token that @BotFather gave for this bot.");
        else if (token.IndexOf(':', StringComparison.Ordinal) is var colon && (colon < 1 || token.AsSpan(0, colon).ContainsAnyExceptInRange('0', '9') || token.AsSpan(colon + 1).ContainsAny(" /?#\t")))
            yield return new("token", "This is not a bot's token. It looks like 123456789:AA… and comes from @BotFather.");
        if (account["mode"] is not (null or "polling" or "webhook"))
            yield return new("mode", $"'{account["mode"]}' is not known. Write polling or webhook.");
        if (account["apiUrl"] is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            yield return new("apiUrl", $"'{url}' is not an address. Leave it empty for {Api}.");
    }
}
