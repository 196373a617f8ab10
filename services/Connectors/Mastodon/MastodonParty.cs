using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Mastodon;

/// <summary>
/// People as a server knows them. Each server counts on its own, so the number alone would name two people on two servers: it stands behind the name with its host.
/// </summary>
internal static class MastodonParty
{
    public static Party? Of(Node account)
    {
        if (account["id"].Id is not { } id)
            return null;
        var handle = account["acct"].Text ?? account["username"].Text;
        return new($"{Full(account, handle)}/{id}", account["display_name"].Text?.Trim() is { Length: > 0 } name ? name : null, handle);
    }

    /// <summary>The name with its host, also for members of our own server, where the platform leaves the host out.</summary>
    private static string Full(Node account, string? handle) =>
        handle?.Contains('@', StringComparison.Ordinal) == true ? handle.ToLowerInvariant()
        : Uri.TryCreate(account["url"].Text, UriKind.Absolute, out var url) ? $"{handle}@{url.Authority}".ToLowerInvariant()
        : handle?.ToLowerInvariant() ?? "";
}
