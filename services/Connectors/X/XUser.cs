using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>Users as the platform names them, in v2 and in its first version.</summary>
internal static class XUser
{
    public static Party? Of(Node user) => (user["id_str"].Id ?? user["id"].Id) is { } id ? new(id, user["name"].Text, user["username"].Text ?? user["screen_name"].Text) : null;
}
