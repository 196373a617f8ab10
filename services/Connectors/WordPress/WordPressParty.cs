using System.Net;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.WordPress;

/// <summary>
/// Who wrote a comment. A member of the site is known by their number there; a visitor by the address that they typed, which only moderators are shown; who gave
/// neither cannot be told from anybody, and is somebody else with every comment: a name is nobody's own.
/// </summary>
internal static class WordPressParty
{
    public static Party Of(Node comment)
    {
        var site = Uri.TryCreate(comment["link"].Text, UriKind.Absolute, out var link) ? link.Authority : "";
        var address = comment["author_email"].Text?.Trim() is { Length: > 0 } typed ? typed : null;
        var id = comment["author"].Number is > 0 and var member ? $"{site}/user/{member}" : address?.ToLowerInvariant() ?? $"{site}/comment/{comment["id"].Id}";
        return new(id, WebUtility.HtmlDecode(comment["author_name"].Text), null, address);
    }
}
