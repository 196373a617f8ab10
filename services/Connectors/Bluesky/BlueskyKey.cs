using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.Connectors.Bluesky;

/// <summary>
/// Names posts before they are handed over (atproto.com/specs/tid): always the same name for the same reply, so that a post handed over twice is one. Microseconds since 1970 in 53 bits and ten
/// bits against others of the same moment, in letters that sort.
/// </summary>
internal static class BlueskyKey
{
    private const string Letters = "234567abcdefghijklmnopqrstuvwxyz";

    public static string Of(string replyId, DateTimeOffset createdAt)
    {
        var hash = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(replyId)));
        var micros = (ulong)createdAt.ToUnixTimeMilliseconds() * 1000 + (hash >> 10) % 1000;
        var value = micros << 10 | hash & 1023;
        return string.Create(13, value, (key, v) =>
        {
            for (var i = key.Length - 1; i >= 0; i--, v >>= 5)
                key[i] = Letters[(int)(v & 31)];
        });
    }
}
