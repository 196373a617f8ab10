using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.Connectors.X;

/// <summary>Signs requests in a user's name: OAuth 1.0a with HMAC-SHA1 (RFC 5849, 3.4), which is all that the platform takes.</summary>
/// <param name="consumerKey">Names the app.</param>
/// <param name="consumerSecret">The app's secret.</param>
/// <param name="token">Names the user.</param>
/// <param name="tokenSecret">The user's secret.</param>
internal sealed class XSignature(string consumerKey, string consumerSecret, string token, string tokenSecret)
{
    public static XSignature Of(ConnectedAccount account) =>
        new(account["consumerKey"] ?? "", account[XSettings.ConsumerSecret] ?? "", account["token"] ?? "", account["tokenSecret"] ?? "");

    /// <summary>The value of the header Authorization, without its scheme. Bodies in JSON and in parts are not signed (3.4.1.3.1).</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="address">Where it goes, with its query.</param>
    /// <param name="at">When.</param>
    /// <param name="nonce">Never used before at this moment.</param>
    public string Header(string method, Uri address, DateTimeOffset at, string nonce)
    {
        List<(string Name, string Value)> own =
        [
            ("oauth_consumer_key", consumerKey), ("oauth_nonce", nonce), ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), ("oauth_token", token), ("oauth_version", "1.0"),
        ];
        own.Add(("oauth_signature", Sign(BaseString(method, address, own))));
        return string.Join(", ", own.Select(p => $"{Escape(p.Name)}=\"{Escape(p.Value)}\""));
    }

    /// <summary>What is signed: the method, the address without its query, and all parameters in their order.</summary>
    public static string BaseString(string method, Uri address, IEnumerable<(string Name, string Value)> own)
    {
        var asked = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => (Name: Plain(p[0]), Value: p.Length > 1 ? Plain(p[1]) : ""));
        var all = own.Concat(asked).Select(p => (Name: Escape(p.Name), Value: Escape(p.Value))).OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal);
        return $"{method.ToUpperInvariant()}&{Escape(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))}&{Escape(string.Join('&', all.Select(p => $"{p.Name}={p.Value}")))}";
    }

    private string Sign(string text)
    {
#pragma warning disable CA5350 // The platform knows no other method; SHA-1 within an HMAC is not broken.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes($"{Escape(consumerSecret)}&{Escape(tokenSecret)}"), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    /// <summary>Everything but letters, digits, "-", ".", "_" and "~" (3.6).</summary>
    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
