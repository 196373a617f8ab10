using Inbox.Contracts;

namespace Inbox.Connectors.Webhook;

/// <summary>The keys of an account: one, or two while one takes over from the other. What goes out is signed by each, what comes in may be signed by either.</summary>
internal static class WebhookSecrets
{
    private const string Prefix = "whsec_";
    private const int Fewest = 24, Most = 64;

    /// <summary>The keys as bytes; empty when any is malformed, since half a rotation must be noticed.</summary>
    public static IReadOnlyList<byte[]> Of(ConnectedAccount account)
    {
        var keys = Words(account).Select(Key).ToList();
        return keys.Contains(null) ? [] : [.. keys.OfType<byte[]>()];
    }

    /// <summary>What is missing or malformed, for the person who typed it.</summary>
    public static IReadOnlyList<SettingProblem> Problems(ConnectedAccount account)
    {
        var problems = new List<SettingProblem>();
        if (Words(account) is not { Length: 1 or 2 } words)
            problems.Add(new("secret", "Write one secret, or the new one and the old one with a space between."));
        else if (words.Select(Key).Contains(null))
            problems.Add(new("secret", $"A secret is {Prefix} and the Base64 of {Fewest} to {Most} random bytes. Make one with: echo {Prefix}$(head -c 32 /dev/urandom | base64)"));
        if (account["replyUrl"] is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0))
            problems.Add(new("replyUrl", $"'{url}' is not an address that replies can be sent to. Write it like https://example.com/inbox."));
        return problems;
    }

    private static string[] Words(ConnectedAccount account) => (account["secret"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static byte[]? Key(string word)
    {
        var key = new byte[Most];
        return word.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(word[Prefix.Length..], key, out var length) && length >= Fewest ? key[..length] : null;
    }
}
