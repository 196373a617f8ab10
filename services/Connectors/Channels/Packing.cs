using System.Security.Cryptography;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>Packs raw bytes with what is read from them for intake: the same way for what is followed, pushed or imported.</summary>
public static class Packing
{
    /// <param name="channel">The channel that reads them.</param>
    /// <param name="account">The account they came through.</param>
    /// <param name="raw">The bytes.</param>
    /// <param name="receivedAt">When the platform or we got them.</param>
    /// <param name="origin">Where they were found; the same bytes in another place are another payload.</param>
    /// <param name="newId">Where ids come from.</param>
    public static Delivery Pack(this IChannel channel, Account account, byte[] raw, DateTimeOffset receivedAt, Origin origin, Func<string> newId)
    {
        var payload = newId();
        var reading = channel.Read(new(account.Id, payload, raw, receivedAt, origin, channel.OwnIds(account), newId));
        var place = origin == Origin.Sent ? "sent:" : "";
        return new(account.Id, place + Convert.ToHexStringLower(SHA256.HashData(raw)), channel.Description.MediaType, raw, reading.Events, reading.Files)
        {
            PayloadId = payload,
            Unreadable = reading.Unreadable,
        };
    }
}
