using System.Text.RegularExpressions;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Mastodon;

/// <summary>Whoever is named in a post gets it, however private it is: to name somebody is to show it to them.</summary>
internal static partial class MastodonNames
{
    /// <summary>Who is named in a private answer and is not part of the conversation: neither the recipient nor ourselves nor, among several, anybody who got what it answers.</summary>
    public static string? Stranger(SendReply reply, Node answered, Party? us)
    {
        List<Node> among = MastodonStatus.IsDirect(answered) ? [answered["account"], .. answered["mentions"]] : [];
        var known = among.SelectMany(a => Of(MastodonParty.Of(a))).Concat(Of(reply.Recipient)).Concat(Of(us)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Name().Matches(reply.Text).Select(m => m.Value[1..]).FirstOrDefault(name => !known.Contains(name));
    }

    /// <summary>As our server writes it, and with the host: members of our server are named in both ways.</summary>
    private static IEnumerable<string> Of(Party? party) => new[] { party?.Handle, party?.ExternalId?.Split('/')[0] }.OfType<string>();

    [GeneratedRegex(@"(?<![=/\w])@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@\w+(?:[.-]+\w+)*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
