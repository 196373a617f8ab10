using System.Globalization;
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

    /// <summary>The post, reel, story or product that was shared or mentions us.</summary>
    public static ContentRef? Content(Node message)
    {
        var shared = message["attachments"].FirstOrDefault(a => Shared.Contains(a["type"].Text));
        var payload = shared["payload"];
        if ((payload["reel_video_id"].Id ?? payload["ig_post_media_id"].Id ?? payload["id"].Id) is { } id)
            return new(id, payload["link"].Link, payload["title"].Text);
        var product = message["attachments"].Select(a => a["payload"]["product"]["elements"][0]).FirstOrDefault(p => p.Exists);
        return product["id"].Id is { } which ? MetaReferral.Product(which, product["title"].Text) : null;
    }

    private static string? Words(string kind, Node one, Node payload) => kind switch
    {
        "location" => MapLink.Of(payload["coordinates"]["lat"], payload["coordinates"]["long"]),
        "fallback" => Lines(one["title"].Text ?? payload["title"].Text, one["url"].Link ?? payload["url"].Link) ?? "(something that the platform does not show here)",
        "template" => payload["text"].Text ?? Cards(payload["elements"]) ?? Cards(payload["generic"]["elements"]) ?? Cards(payload["product"]["elements"]) ?? "(template)",
        "appointment_booking" => Booking(payload),
        "story_mention" => "Mentioned you in a story.",
        "like_heart" => "❤️",
        _ when Files.ContainsKey(kind) && payload["url"].Link is not null => null,
        _ => Lines(payload["title"].Text ?? one["title"].Text, payload["url"].Link ?? one["url"].Link) ?? (kind.Length > 0 ? $"({kind})" : null),
    };

    private static string? Cards(Node cards) => Lines([.. cards.SelectMany(c => new[] { c["title"].Text, c["subtitle"].Text, c["url"].Link })]);

    private static string? Lines(params string?[] lines) => string.Join('\n', lines.OfType<string>()) is { Length: > 0 } said ? said : null;

    /// <summary>An appointment that somebody asks for, confirms or calls off, by the clock that they see.</summary>
    private static string Booking(Node payload)
    {
        var known = TimeZoneInfo.TryFindSystemTimeZoneById(payload["timezone"].Text ?? "", out var found);
        var zone = known ? found! : TimeZoneInfo.Utc;
        var times = new[] { payload["start_time"], payload["end_time"] }.Select(MetaTime.Of).OfType<DateTimeOffset>()
            .Select(at => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).ToList();
        return $"Appointment {payload["status"].Text}".TrimEnd() + (times.Count > 0 ? $": {string.Join(" to ", times)} ({zone.Id})" : "");
    }

    /// <summary>The name in an address, where it looks like one.</summary>
    private static string? NameOf(string url) =>
        Path.GetFileName(new Uri(url).LocalPath) is { Length: > 3 and <= 120 } name && Path.HasExtension(name) && !name.AsSpan().ContainsAnyExcept(Plain) ? name : null;

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ");
}
