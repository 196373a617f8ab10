using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta;

/// <summary>Where a list goes on. A page may be empty, or hold fewer than were asked for, since the platform leaves out what it does not show: only the missing "next" is the end.</summary>
internal static class GraphPage
{
    // Lists go on behind a cursor, or by time or number. "next" itself is not followed, since it carries the token in its address.
    private static readonly string[] Leads = ["after", "until", "__paging_token", "offset", "page"];

    public static bool IsLast(Node page) => !page["paging"]["next"].Exists;

    /// <summary>The parameters that lead to the page behind this one; null on the last, and where "next" leads in a way that is not known.</summary>
    public static string? Next(Node page)
    {
        if (IsLast(page))
            return null;
        if (page["paging"]["cursors"]["after"].Text is { } after)
            return $"after={Uri.EscapeDataString(after)}";
        var leads = page["paging"]["next"].Link is { } next ? new Uri(next).Query.TrimStart('?').Split('&').Where(p => Leads.Contains(p.Split('=')[0])) : [];
        return string.Join('&', leads) is { Length: > 0 } known ? known : null;
    }
}
