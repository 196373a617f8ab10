using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>An account's settings.</summary>
internal static class BlueskySettings
{
    public const string Service = "https://bsky.social";

    public static IReadOnlyList<SettingDescription> Describe { get; } =
    [
        new("identifier", Required: true), new("password", Required: true, Secret: true), new("messages", Default: "auto", Choices: ["auto", "on", "off"]), new("service", Default: Service),
    ];

    /// <summary>By itself only at Bluesky: a server of one's own has no chat service behind it until somebody says so.</summary>
    public static bool ReadsTalks(ConnectedAccount account) => account["messages"] switch
    {
        "on" => true,
        "off" => false,
        _ => Root(account) == Service,
    };

    public static string Root(ConnectedAccount account) => (account["service"] ?? Service).TrimEnd('/');

    /// <summary>A handle or a DID, as people also write it with "@".</summary>
    public static string Identifier(ConnectedAccount account) => account["identifier"]!.Trim().TrimStart('@');

    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (!(Uri.TryCreate(Root(account), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 && uri.AbsolutePath == "/" && uri.Query.Length == 0))
            yield return new("service", $"'{account["service"]}' is not the address of a server. Leave it empty for {Service}.");
        if (account["messages"] is not (null or "auto" or "on" or "off"))
            yield return new("messages", $"'{account["messages"]}' is not known. Write auto, on or off.");
        if (account["identifier"] is null)
            yield return new("identifier", "Write the account's handle, such as shop.bsky.social.");
        if (account["password"] is null)
            yield return new("password", "Make an app password (Settings, Privacy and security, App passwords) and paste it here.");
    }
}
