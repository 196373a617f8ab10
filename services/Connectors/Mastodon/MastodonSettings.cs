using Inbox.Contracts;

namespace Inbox.Connectors.Mastodon;

/// <summary>An account's settings.</summary>
internal static class MastodonSettings
{
    /// <summary>The server that the account is on, without a path.</summary>
    public static string Root(ConnectedAccount account) => account["url"]!.TrimEnd('/');

    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (!(Uri.TryCreate(account["url"], UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 && uri.AbsolutePath == "/" && uri.Query.Length == 0))
            yield return new("url", $"'{account["url"]}' is not the address of a server. Write it like https://mastodon.example, without the name of the account.");
        if (account["token"] is not { } token)
            yield return new("token", "Make an application on your server (Preferences, Development) and paste its access token.");
        else if (token.Any(c => c is <= ' ' or > '~'))
            yield return new("token", "This is not an access token: it has characters that none has. Copy it again from Preferences, Development.");
    }
}
