using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>What comes beside the words of a direct message: files to fetch, and what is shared, as words.</summary>
internal static class MetaAttachments
{
    private static readonly Dictionary<string, (string Name, string Type)> Files = new()
    {
        ["image"] = ("photo.jpg", "image/jpeg"), ["video"] = ("video.mp4", "video/mp4"), ["audio"] = ("audio.mp4", "audio/mp4"), ["file"] = ("file", "application/octet-stream"),
        ["reel"] = ("reel.mp4", "video/mp4"), ["ig_reel"] = ("reel.mp4", "video/mp4"), ["ig_post"] = ("post.jpg", "image/jpeg"), ["share"] = ("shared.jpg", "image/jpeg"),
        ["story_mention"] = ("story.jpg", "image/jpeg"), ["ig_story"] = ("story.jpg", "image/jpeg"), ["animated_image"] = ("animation.gif", "image/gif"), ["sticker"] = ("sticker.png", "image/png"),
    };

    private static readonly string[] Shared = ["ig_reel", "reel", "ig_post", "share", "story_mention", "ig_story"];

    public static (IReadOnlyList<AttachmentRef> Files, IReadOnlyList<string> Words) Of(MetaReading into, Node message)
    {
        var (files, words) = (new List<AttachmentRef>(), new List<string>());
        foreach (var one in message["attachments"])
        {
            var (kind, payload) = (one["type"].Text ?? "", one["payload"]);
            if (payload["url"].Link is { } url && Files.TryGetValue(kind, out var known))
                files.Add(into.File(payload["name"].Text ?? NameOf(url) ?? known.Name, known.Type, url) with { Sticker = kind == "sticker" || payload["sticker_id"].Exists });
            if (Words(kind, one, payload) is { Length: > 0 } said)
                words.Add(said);
        }
        return (files, words);
    }

    /// <summary>The post, reel or story that was shared or mentions us.</summary>
    public static ContentRef? Content(Node message)
    {
        var shared = message["attachments"].FirstOrDefault(a => Shared.Contains(a["type"].Text));
        var payload = shared["payload"];
        return (payload["reel_video_id"].Id ?? payload["ig_post_media_id"].Id ?? payload["id"].Id) is { } id ? new(id, payload["link"].Link, payload["title"].Text) : null;
    }

    private static string? Words(string kind, Node one, Node payload) => kind switch
    {
        "location" => MapLink.Of(payload["coordinates"]["lat"], payload["coordinates"]["long"]),
        "fallback" => string.Join('\n', new[] { one["title"].Text ?? payload["title"].Text, one["url"].Link ?? payload["url"].Link }.OfType<string>()),
        "template" => payload["text"].Text ?? payload["elements"][0]["title"].Text ?? payload["generic"]["elements"][0]["title"].Text ?? "(template)",
        "story_mention" => "Mentioned you in a story.",
        "like_heart" => "❤️",
        _ when Files.ContainsKey(kind) && payload["url"].Link is not null => null,
        _ => payload["title"].Text ?? one["title"].Text ?? (kind.Length > 0 ? $"({kind})" : null),
    };

    /// <summary>The name in an address, where it looks like one.</summary>
    private static string? NameOf(string url) =>
        Path.GetFileName(new Uri(url).LocalPath) is { Length: > 3 and <= 120 } name && Path.HasExtension(name) && !name.AsSpan().ContainsAnyExcept(Plain) ? name : null;

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ");
}
