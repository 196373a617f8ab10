using System.Buffers.Binary;
using System.Globalization;

namespace Inbox.Tests.Connectors.Telegram;

/// <summary>What the Bot API says of the files of a call (core.telegram.org/bots/api: sendPhoto, sendVideo, sendAudio, sendVoice, sendDocument).</summary>
internal static class BotFiles
{
    private const int Largest = 50 * 1024 * 1024, LargestPhoto = 10 * 1024 * 1024;

    /// <summary>What it refuses, in its words; null for nothing.</summary>
    public static string? Problem(string method, Asked asked)
    {
        var field = method[4..].ToLowerInvariant();
        if (asked.Body.Length > Largest)
            return "Request Entity Too Large";
        if (!asked.IsForm || asked.Parts.Where(p => p.FileName is not null).ToList() is not [var file] || file.Name != field)
            return $"there is no {field} in the request";
        if (file.Content.Length == 0)
            return "file must be non-empty";
        if (file.FileName!.StartsWith("=?", StringComparison.Ordinal))
            return "file name is encoded as in mail"; // stricter than the platform, which shows it as it stands there
        return field == "photo" ? Photo(file.Content) : null;
    }

    private static string? Photo(byte[] bytes)
    {
        if (bytes.Length > LargestPhoto)
            return string.Create(CultureInfo.InvariantCulture, $"file of size {bytes.Length} bytes is too big for a photo; the maximum size is {LargestPhoto} bytes");
        if (bytes is [0xff, 0xd8, 0xff, ..] or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..])
            return null;
        if (bytes is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..] || bytes.Length < 24)
            return "IMAGE_PROCESS_FAILED";
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
        return width + height > 10_000 || Math.Max(width, height) > 20 * Math.Min(width, height) ? "PHOTO_INVALID_DIMENSIONS" : null;
    }
}
