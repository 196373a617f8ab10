using System.Security.Cryptography;
using System.Text;

namespace Inbox.Contracts;

/// <summary>
/// The signed token that our mails carry in their Message-ID and reply address (threading rule 1): the reply, and so its conversation, with its recipient under an
/// HMAC-SHA-256 truncated to 80 bits (RFC 2104 section 5). Form <c>r.h</c> in lower-case base 32, since servers fold case; 43 characters, so that
/// <c>support+token</c> stays within the 64 octets of a local part (RFC 5321 section 4.5.3.1.1).
/// </summary>
public static class ThreadToken
{
    private const int Length = 43;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Makes a token.</summary>
    /// <param name="key">The installation's signing key, 32 bytes.</param>
    /// <param name="replyId">The reply's id (UUID).</param>
    /// <param name="recipient">The recipient's address; compared without regard to case.</param>
    public static string Sign(ReadOnlySpan<byte> key, string replyId, string recipient)
    {
        var body = Encode(Guid.Parse(replyId).ToByteArray(bigEndian: true));
        return $"{body}.{Mac(key, body, recipient)}";
    }

    /// <summary>Reads the reply's id of a token without trusting it; false when the text is not of the form.</summary>
    public static bool TryRead(string token, out string replyId)
    {
        replyId = "";
        if (token.Length != Length)
            return false; // Nearly every Message-ID.
        var parts = token.ToLowerInvariant().Split('.');
        if (parts.Length != 2 || parts[1].Length != 16 || Decode(parts[0]) is not { Length: 16 } id)
            return false;
        replyId = new Guid(id, bigEndian: true).ToString();
        return true;
    }

    /// <summary>Whether we made this token for this recipient. Constant time.</summary>
    /// <param name="key">The installation's signing key.</param>
    /// <param name="token">The token as it came.</param>
    /// <param name="recipient">To whom the reply that it names was sent.</param>
    public static bool Verify(ReadOnlySpan<byte> key, string token, string recipient)
    {
        var lower = token.ToLowerInvariant();
        var cut = lower.LastIndexOf('.');
        return cut > 0 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(lower[(cut + 1)..]), Encoding.UTF8.GetBytes(Mac(key, lower[..cut], recipient)));
    }

    private static string Mac(ReadOnlySpan<byte> key, string body, string recipient) =>
        Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{body}\n{recipient.ToLowerInvariant()}")).AsSpan(0, 10));

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 8 / 5 + 1);
        int bits = 0, held = 0;
        foreach (var b in bytes)
        {
            held = (held << 8 | b) & 0xFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[held >> (bits - 5) & 31]);
        }
        return bits == 0 ? text.ToString() : text.Append(Alphabet[held << (5 - bits) & 31]).ToString();
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        int bits = 0, held = 0;
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf(c);
            if (value < 0)
                return null;
            held = (held << 5 | value) & 0xFFFF;
            bits += 5;
            if (bits >= 8)
                bytes.Add((byte)(held >> (bits -= 8)));
        }
        return [.. bytes];
    }
}
