using System.Security.Cryptography;

namespace Inbox.Connectors.Hooks;

/// <summary>Checks of signatures, in a time that does not tell how much of one was right.</summary>
internal static class Signature
{
    /// <summary>Whether hex digits are the HMAC-SHA256 of the bytes. An unset secret signs nothing.</summary>
    public static bool IsHex(string? secret, ReadOnlySpan<byte> body, string? hex)
    {
        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        return secret is { Length: > 0 } && hex?.Length == 2 * SHA256.HashSizeInBytes
            && Convert.FromHexString(hex, claimed, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), body), claimed);
    }

    /// <summary>Whether two secrets are the same. An unset secret is never the same as anything.</summary>
    public static bool IsSame(string? secret, string? claimed) =>
        secret is { Length: > 0 } && claimed is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)), SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(claimed)));
}
