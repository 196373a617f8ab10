namespace Inbox.Connectors.Bluesky;

/// <summary>Names of records: <c>at://did/collection/key</c> (atproto.com/specs/at-uri-scheme).</summary>
internal static class BlueskyUri
{
    public const string Posts = "app.bsky.feed.post";

    public static string Of(string did, string key) => $"at://{did}/{Posts}/{key}";

    /// <summary>Whose record it is; null when it does not say.</summary>
    public static string? Owner(string? uri) => uri?.Split('/') is ["at:", "", var did, ..] && did.StartsWith("did:", StringComparison.Ordinal) ? did : null;

    /// <summary>Where people see a post. By the owner's DID, which stays when the handle changes.</summary>
    public static string? Link(string? uri) => uri?.Split('/') is ["at:", "", var did, Posts, var key] ? $"https://bsky.app/profile/{Uri.EscapeDataString(did).Replace("%3A", ":", StringComparison.Ordinal)}/post/{Uri.EscapeDataString(key)}" : null;
}
