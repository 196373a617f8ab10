using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta;

/// <summary>Addresses in deliveries.</summary>
internal static class MetaLink
{
    /// <summary>An address that a browser may open, or null.</summary>
    public static string? Of(Node url) => Uri.TryCreate(url.Text, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? link.AbsoluteUri : null;
}
