using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>An account's settings.</summary>
internal static class BlueskySettings
{
    public const string Service = "https://bsky.social";

    public static string Root(ConnectedAccount account) => (account["service"] ?? Service).TrimEnd('/');

    /// <summary>A handle or a DID, as people also write it with "@".</summary>
    public static string Identifier(ConnectedAccount account) => account["identifier"]!.Trim().TrimStart('@');

    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (!(Uri.TryCreate(Root(account), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 && uri.AbsolutePath == "/" && uri.Query.Length == 0))
            yield return new("service", $"'{account["service"]}' is not the address of a server. Leave it empty for {Service}.");
        if (account["identifier"] is null)
            yield return new("identifier", "Write the account's handle, such as shop.bsky.social.");
        if (account["password"] is null)
            yield return new("password", "Make an app password (Settings, Privacy and security, App passwords) and paste it here.");
    }
}
