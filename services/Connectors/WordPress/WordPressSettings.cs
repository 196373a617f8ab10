using Inbox.Contracts;

namespace Inbox.Connectors.WordPress;

/// <summary>A site's settings.</summary>
internal static class WordPressSettings
{
    private const int ShortestSecret = 16;

    /// <summary>Where the REST interface begins: under <c>/wp-json</c>, or behind <c>?rest_route=</c> where the site has plain permalinks.</summary>
    public static string Root(ConnectedAccount account)
    {
        var url = account["url"]!.TrimEnd('/');
        return IsPlain(url) || url.EndsWith("/wp-json", StringComparison.Ordinal) ? url : $"{url}/wp-json";
    }

    public static bool IsPlain(string url) => url.Contains("?rest_route=", StringComparison.Ordinal);

    public static IEnumerable<SettingProblem> Problems(ConnectedAccount account)
    {
        if (!(Uri.TryCreate(account["url"], UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0))
            yield return new("url", $"'{account["url"]}' is not the address of a site. Write it like https://example.com or https://example.com/blog.");
        if (account["user"] is null)
            yield return new("user", "Write the name that this user logs in with. What is answered here appears under it.");
        if (account["password"] is null)
            yield return new("password", "Make an application password in WordPress (Users, Profile, Application Passwords) and paste it here; the password of the login does not work.");
        if (account["secret"] is { Length: < ShortestSecret })
            yield return new("secret", $"A secret has at least {ShortestSecret} characters; the plugin shows one that is long enough.");
    }
}
