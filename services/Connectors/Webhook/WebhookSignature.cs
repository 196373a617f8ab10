using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Inbox.Connectors.Hooks;

namespace Inbox.Connectors.Webhook;

/// <summary>Signatures of Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>, as <c>v1,</c> and Base64, several with spaces between.</summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id", TimestampHeader = "webhook-timestamp", SignatureHeader = "webhook-signature";

    /// <summary>How far a timestamp may be from now, either way: what was recorded cannot be played back later.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1,";

    public static HookAnswer Judge(IReadOnlyList<byte[]> keys, HookRequest request)
    {
        if (request.Header(IdHeader) is not { Length: > 0 and <= 256 } id || request.Header(TimestampHeader) is not { } stamp || request.Header(SignatureHeader) is not { } signatures)
            return new HookAnswer.Refuse($"A delivery carries {IdHeader}, {TimestampHeader} and {SignatureHeader}.");
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(request.At.ToUnixTimeSeconds() - (double)seconds) > Tolerance.TotalSeconds)
            return new HookAnswer.Refuse($"{TimestampHeader} is seconds since 1970, at most {Tolerance.TotalMinutes:0} minutes from now.");
        var claimed = signatures.Split(' ').Where(s => s.StartsWith(Version, StringComparison.Ordinal)).Select(s => s[Version.Length..]).ToList();
        return keys.Any(key => claimed.Exists(c => IsSame(Of(key, id, stamp, request.Body.Span), c)))
            ? new HookAnswer.Take(id)
            : new HookAnswer.Refuse($"{SignatureHeader} is not the signature of these bytes by this account's secret.");
    }

    /// <summary>The header's value for a delivery of ours: a signature by each key, so that a receiver may change to the new one when it likes.</summary>
    public static string Sign(IReadOnlyList<byte[]> keys, string id, string stamp, byte[] body) => string.Join(' ', keys.Select(key => Version + Convert.ToBase64String(Of(key, id, stamp, body))));

    private static byte[] Of(byte[] key, string id, string stamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{stamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static bool IsSame(byte[] signature, string claimed)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(claimed, bytes, out var length) && length == bytes.Length && CryptographicOperations.FixedTimeEquals(signature, bytes);
    }
}
