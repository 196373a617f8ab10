using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.Insights;

/// <summary>
/// 64 bits that stand for an id or a subject where only equality matters: numbers are compared by the million. That two of a million people share one has odds of one to thirty million.
/// </summary>
internal static class PackKey
{
    public static ulong Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return 0;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }
}
