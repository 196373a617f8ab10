using System.Security.Cryptography;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>Packs raw bytes with what is read from them for intake: the same way for what is followed, pushed or imported.</summary>
public static class Packing
{
    private const string SentMark = "sent:";

    /// <param name="channel">The channel that reads them.</param>
    /// <param name="account">The account they came through.</param>
    /// <param name="raw">The bytes.</param>
    /// <param name="receivedAt">When the platform or we got them.</param>
    /// <param name="origin">Where they were found; the same bytes in another place are another payload.</param>
    /// <param name="newId">Where ids come from.</param>
    /// <param name="key">What the platform calls this delivery; its bytes tell when it has no name.</param>
    public static Delivery Pack(this IChannel channel, Account account, byte[] raw, DateTimeOffset receivedAt, Origin origin, Func<string> newId, string? key = null)
    {
        var payload = newId();
        var ours = channel.OwnIds(account);
        var reading = channel.ReadWhole(new(account.Id, payload, raw, receivedAt, origin, ours, newId));
        return new(account.Id, (origin == Origin.Sent ? SentMark : "") + (key is null ? Convert.ToHexStringLower(SHA256.HashData(raw)) : Keys.Of(key)), channel.Description.MediaType, raw, reading.Events, reading.Files)
        {
            PayloadId = payload,
            Unreadable = reading.Unreadable,
            WrittenAt = reading.WrittenAt,
            IsElsewhere = reading.IsElsewhere,
            Wanted = reading.Wanted,
            Noted = [.. reading.Noted.Where(id => !ours.Contains(id))],
        };
    }

    /// <summary>Reads bytes, whoever wrote them: what a reader stumbles over is kept aside, since a platform would deliver it again for ever and everything behind it would wait.</summary>
    public static Reading ReadWhole(this IChannel channel, RawInput input)
    {
        try
        {
            return channel.Read(input);
        }
#pragma warning disable CA1031 // A mistake of ours in one payload must not hold up all others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new([], [], $"Reading it failed with an unexpected error ({e.GetType().Name}). That is a mistake in Inbox; the bytes are kept, and can be read again once it is mended.");
        }
    }

    /// <summary>Reads stored bytes again, as they were read when they came.</summary>
    internal static Reading Reread(this IChannel channel, Account account, RawPayload raw, Func<string> newId)
    {
        var origin = raw.Key.StartsWith(SentMark, StringComparison.Ordinal) ? Origin.Sent : Origin.Incoming;
        return channel.ReadWhole(new(account.Id, raw.Id, raw.Content, DateTimeOffset.FromUnixTimeMilliseconds(raw.ReceivedAt), origin, channel.OwnIds(account), newId));
    }
}
