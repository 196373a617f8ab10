using System.Text.RegularExpressions;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>Pictures and videos: names now, bytes later.</summary>
internal static partial class XMedia
{
    /// <summary>Before the source of a file of a direct message: what follows is event, medium and file.</summary>
    public const string Private = "dm:";

    /// <summary>Of a post or message of v2, whose media stand in the includes.</summary>
    public static List<AttachmentRef> Of(Node keys, Node included, RawInput input, List<Storage.NewFile> files) =>
        [.. keys.Select(k => included.FirstOrDefault(m => m["media_key"].Id == k.Id)).Where(m => m.IsObject).Select(m => File(m["type"].Text, m["url"].Text ?? m["preview_image_url"].Text, m["variants"], input, files)).OfType<AttachmentRef>()];

    /// <summary>Of the first version's entities.</summary>
    public static List<AttachmentRef> Of(Node media, RawInput input, List<Storage.NewFile> files) =>
        [.. media.Select(m => File(m["type"].Text, m["media_url_https"].Text ?? m["media_url"].Text, m["video_info"]["variants"], input, files)).OfType<AttachmentRef>()];

    private static AttachmentRef? File(string? type, string? picture, Node variants, RawInput input, List<Storage.NewFile> files)
    {
        var video = type is "video" or "animated_gif"
            ? variants.Where(v => v["content_type"].Text == "video/mp4").OrderBy(v => v["bit_rate"].Number ?? v["bitrate"].Number ?? 0).LastOrDefault()["url"].Text
            : null;
        if ((video ?? picture) is not { } url)
            return null;
        var (name, media) = video is not null ? ("video.mp4", "video/mp4") : url.Contains(".png", StringComparison.Ordinal) ? ("photo.png", "image/png") : ("photo.jpg", "image/jpeg");
        files.Add(new(input.NewId(), name, media, default, InMessage().Match(url) is { Success: true } own ? $"{Private}{own.Groups[1]}" : url));
        return new(files[^1].Id, name, media, 0);
    }

    /// <summary>Where files of direct messages lie: …/dm/{event}/{medium}/{file}.</summary>
    [GeneratedRegex(@"\Ahttps://ton\.(?:x|twitter)\.com/(?:i|1\.1)/ton/data/dm/([0-9]+/[0-9]+/[\w.-]{1,50})", RegexOptions.CultureInvariant)]
    private static partial Regex InMessage();
}
