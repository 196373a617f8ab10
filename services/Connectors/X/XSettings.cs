using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>An account's settings: the keys of an app, and the token by which one user lets it act.</summary>
internal static class XSettings
{
    public const string Api = "https://api.x.com", ConsumerSecret = "consumerSecret", Identifier = "identifier";

    public static IReadOnlyList<SettingDescription> Describe { get; } =
    [
        new("consumerKey", Required: true, Secret: true), new(ConsumerSecret, Required: true, Secret: true), new("token", Required: true, Secret: true), new("tokenSecret", Required: true, Secret: true),
        new(Identifier, Required: true), new("mode", Default: "polling", Choices: ["polling", "webhook"]), new("url", Default: Api),
    ];

    public static string Url(ConnectedAccount account) => (account["url"] ?? Api).TrimEnd('/');

    /// <summary>X pushes beside being asked.</summary>
    public static PushedWhen Pushed { get; } = new("mode", "webhook");

    public static bool IsPushed(ConnectedAccount account) => Pushed.Holds(account.Account.Settings);

    /// <summary>What is missing or malformed, for the person who typed it.</summary>
    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        foreach (var (key, name) in new[] { ("consumerKey", "API key"), (ConsumerSecret, "API key secret"), ("token", "access token"), ("tokenSecret", "access token secret") })
            if (account[key] is not { } value || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
                yield return new(key, $"Paste the {name} from the app's page Keys and tokens, all of it and nothing else.");
        if (account[Identifier] is not { } id || id.AsSpan().ContainsAnyExceptInRange('0', '9'))
            yield return new(Identifier, "The identifier is the number of the user: the digits before the dash of the access token. It is not the name with the @.");
        else if (account["token"] is { } token && token.Split('-') is [var owner, ..] && owner.Length > 0 && !owner.AsSpan().ContainsAnyExceptInRange('0', '9') && owner != id)
            yield return new(Identifier, $"The access token belongs to the user {owner}, not to {id}.");
        if (account["mode"] is not (null or "polling" or "webhook"))
            yield return new("mode", $"'{account["mode"]}' is not known. Write polling or webhook.");
        if (account["url"] is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            yield return new("url", $"'{url}' is not an address. Leave it empty for {Api}.");
    }
}
