using System.Security.Cryptography;
using System.Text;
using Inbox.Mail;

namespace Inbox.Connectors.Email;

/// <summary>
/// What a mail is known by in its account. With a Message-ID: a hash over it, the author, the subject and the body, so that the same mail by another route (other
/// Received lines, the copy in Sent) is one, and a different mail under a known Message-ID is two (B03). Without: a hash over all its bytes (B01, B02).
/// </summary>
internal static class EmailKey
{
    public static string Of(MailMessage mail, ReadOnlySpan<byte> raw)
    {
        if (mail.MessageId is not { } id)
            return Raw(raw);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}\n{mail.Author?.Address.ToLowerInvariant()}\n{mail.Subject}\n"));
        AppendBody(hash, Body(raw));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Lower-case hex of the SHA-256 over all bytes.</summary>
    public static string Raw(ReadOnlySpan<byte> raw) => Convert.ToHexStringLower(SHA256.HashData(raw));

    /// <summary>What follows the first empty line.</summary>
    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> raw)
    {
        var unix = raw.IndexOf("\n\n"u8);
        var wire = raw.IndexOf("\n\r\n"u8);
        return (unix, wire) switch
        {
            (< 0, < 0) => [],
            ( >= 0, < 0) => raw[(unix + 2)..],
            ( < 0, >= 0) => raw[(wire + 3)..],
            _ => unix < wire ? raw[(unix + 2)..] : raw[(wire + 3)..],
        };
    }

    /// <summary>Line ends do not count, nor empty lines at the end: servers change them.</summary>
    private static void AppendBody(IncrementalHash hash, ReadOnlySpan<byte> body)
    {
        body = body.TrimEnd("\r\n \t"u8);
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            hash.AppendData(line.TrimEnd((byte)'\r'));
            hash.AppendData("\n"u8);
            body = end < 0 ? [] : body[(end + 1)..];
        }
    }
}
