using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.Gateway;

/// <summary>256 random bits that open something: a session, a link, an API. Only their hash is stored, so the database alone opens nothing.</summary>
internal static class Secret
{
    /// <summary>A new secret: 43 characters of base 64 for URLs.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a secret; null for a text that never was one, so that empty matches nothing.</summary>
    public static string? Hash(string? secret) =>
        secret is { Length: >= 43 and <= 64 } ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))) : null;
}
