using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>
/// Who somebody is: their number where the platform shows it, otherwise the id that it gives them towards one business (BSUID, such as <c>US.1349…</c>), since users may
/// hide their number behind a name.
/// </summary>
internal static class WhatsAppParty
{
    /// <summary>Who wrote a message; the profile stands beside it. The only profile is called so who writes alone, too: the platform does not write every number in one way.</summary>
    public static Party? Author(Node message, Node value)
    {
        var author = Of(message["from"].Id, message["from_user_id"].Id, Profile(value["contacts"], message["from"].Id, message["from_user_id"].Id));
        var profile = value["contacts"][0]["profile"];
        return author is { Name: null } && IsAlone(value) ? author with { Name = profile["name"].Text, Handle = profile["username"].Text } : author;
    }

    /// <summary>The id beside the number, where the platform names both: the next delivery may bring it alone.</summary>
    public static IReadOnlyList<KnownAs> Also(Node message, Node contacts, Direction direction)
    {
        var (number, hidden) = direction == Direction.In ? (message["from"].Id, message["from_user_id"].Id) : (message["to"].Id, message["to_user_id"].Id);
        var contact = Profile(contacts, number, hidden);
        return (number ?? contact["wa_id"].Id) is { } shown && (hidden ?? contact["user_id"].Id) is { } id && id != shown ? [new(WhatsAppChannel.Name, id)] : [];
    }

    /// <summary>For whom an echo was.</summary>
    public static Party? Recipient(Node echo) => Of(echo["to"].Id, echo["to_user_id"].Id, default);

    /// <summary>Whom a delivery state is about.</summary>
    public static Party? Receiver(Node status, Node contacts) =>
        Of(status["recipient_id"].Id, status["recipient_user_id"].Id, Profile(contacts, status["recipient_id"].Id, status["recipient_user_id"].Id));

    public static Party? Of(Node contact, Node contacts) => Of(contact["wa_id"].Id, contact["user_id"].Id, Profile(contacts, contact["wa_id"].Id, contact["user_id"].Id));

    /// <summary>Whether an id is one that hides the number.</summary>
    public static bool IsHidden(string id) => id.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static Party? Of(string? number, string? userId, Node contact)
    {
        var (phone, hidden) = (number ?? contact["wa_id"].Id, userId ?? contact["user_id"].Id);
        return (phone ?? hidden) is { } id
            ? new(id, contact["profile"]["name"].Text, contact["profile"]["username"].Text, phone is { Length: >= 7 and <= 15 } && !IsHidden(phone) ? $"+{phone}" : null)
            : null;
    }

    private static bool IsAlone(Node value) => value["contacts"].Count() == 1 && value["messages"].DistinctBy(m => (m["from"].Id, m["from_user_id"].Id)).Count() == 1;

    /// <summary>The profile of a number or id. One delivery may hold messages of several people and the profile of one: the only profile is not everybody's.</summary>
    private static Node Profile(Node contacts, string? number, string? userId) =>
        contacts.FirstOrDefault(c => (number is not null && c["wa_id"].Id == number) || (userId is not null && c["user_id"].Id == userId));
}
