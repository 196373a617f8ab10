using System.Security.Cryptography;
using System.Text;

namespace Inbox.Storage;

/// <summary>Encrypts secrets at rest: AES-256-GCM, a fresh nonce each time, bound to the row they belong to. Form: <c>v1.</c> and base 64 of nonce, tag, text.</summary>
public sealed class SecretBox(MasterKey master)
{
    private const string Version = "v1.";
    private readonly byte[] _key = master.For("secrets");

    /// <summary>Encrypts a text for one owner; it opens for no other.</summary>
    public string Seal(string text, string owner)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[12 + 16 + plain.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, 12));
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(sealedBytes.AsSpan(0, 12), plain, sealedBytes.AsSpan(28), sealedBytes.AsSpan(12, 16), Encoding.UTF8.GetBytes(owner));
        return Version + Convert.ToBase64String(sealedBytes);
    }

    /// <summary>Decrypts what <see cref="Seal"/> made for the same owner; throws <see cref="CryptographicException"/> when anything was changed or the key is another.</summary>
    public string Open(string text, string owner)
    {
        if (!text.StartsWith(Version, StringComparison.Ordinal))
            throw new CryptographicException("A stored secret is not in the form this version knows.");
        var bytes = Convert.FromBase64String(text[Version.Length..]);
        var plain = new byte[bytes.Length - 28];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(28), bytes.AsSpan(12, 16), plain, Encoding.UTF8.GetBytes(owner));
        return Encoding.UTF8.GetString(plain);
    }
}
