using System.Security.Cryptography;
using System.Text;

namespace Inbox.Tests.Connectors.X;

/// <summary>Checks OAuth 1.0a as the platform does (RFC 5849): all parameters, in their order, of this request and moment, never twice.</summary>
internal sealed class XFakeSignature(TimeProvider clock)
{
    private readonly HashSet<string> _nonces = [];

    public bool IsGenuine(Asked asked)
    {
        var header = asked.Header("Authorization");
        if (!header.StartsWith("OAuth ", StringComparison.Ordinal))
            return false;
        var own = header["OAuth ".Length..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1].Trim('"')));
        if (own.GetValueOrDefault("oauth_consumer_key") != XFake.ConsumerKey || own.GetValueOrDefault("oauth_token") != XFake.Token || own.GetValueOrDefault("oauth_version") != "1.0" || own.GetValueOrDefault("oauth_signature_method") != "HMAC-SHA1")
            return false;
        if (!long.TryParse(own.GetValueOrDefault("oauth_timestamp"), out var at) || Math.Abs(at - clock.GetUtcNow().ToUnixTimeSeconds()) > 300 || !_nonces.Add($"{own["oauth_nonce"]}"))
            return false;
        var parts = asked.Path.Split('?', 2);
        var parameters = own.Where(p => p.Key != "oauth_signature").Select(p => $"{Percent(p.Key)}={Percent(p.Value)}").ToList();
        if (parts.Length > 1)
            parameters.AddRange(parts[1].Split('&').Select(p => p.Split('=', 2)).Select(p => $"{Percent(Uri.UnescapeDataString(p[0]))}={Percent(Uri.UnescapeDataString(p[1]))}"));
        parameters.Sort(StringComparer.Ordinal);
        var text = $"{asked.Method}&{Percent($"http://{asked.Header("Host")}{parts[0]}")}&{Percent(string.Join('&', parameters))}";
#pragma warning disable CA5350 // As the platform signs.
        using var hmac = new HMACSHA1(Encoding.ASCII.GetBytes($"{Percent(XFake.ConsumerSecret)}&{Percent(XFake.TokenSecret)}"));
#pragma warning restore CA5350
        return own.GetValueOrDefault("oauth_signature") == Convert.ToBase64String(hmac.ComputeHash(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>Written out, so that one mistake is not made on both sides.</summary>
    private static string Percent(string text)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
            _ = (char)b is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~' ? escaped.Append((char)b) : escaped.Append('%').Append(b.ToString("X2", null));
        return escaped.ToString();
    }
}
