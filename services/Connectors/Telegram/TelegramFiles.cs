using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Telegram;

/// <summary>The files of a message: names now, bytes later.</summary>
internal static class TelegramFiles
{
    private static readonly (string Key, string Name, string Type)[] Kinds =
    [
        ("animation", "animation.mp4", "video/mp4"), ("document", "document", "application/octet-stream"), ("video", "video.mp4", "video/mp4"), ("video_note", "video.mp4", "video/mp4"),
        ("voice", "voice.ogg", "audio/ogg"), ("audio", "audio.mp3", "audio/mpeg"), ("sticker", "sticker.webp", "image/webp"),
    ];

    public static IReadOnlyList<AttachmentRef> Of(Node m, RawInput input, List<Storage.NewFile> files)
    {
        var refs = new List<AttachmentRef>();
        foreach (var photo in new[] { m["photo"], m["game"]["photo"] })
            if (photo.OrderBy(p => p["width"].Number * p["height"].Number).LastOrDefault() is { IsObject: true } largest) // the same picture in several sizes
                Add(largest, "photo.jpg", "image/jpeg");
        foreach (var (key, name, type) in Kinds)
            if (m[key].IsObject && !(key == "document" && m["animation"].IsObject)) // an animation comes as a document too
                Add(m[key], m[key]["file_name"].Text ?? name, m[key]["mime_type"].Text ?? type, isSticker: key == "sticker");
        return refs;

        void Add(Node file, string name, string type, bool isSticker = false)
        {
            if (file["file_id"].Text is not { } source)
                return;
            files.Add(new(input.NewId(), name, type, default, source));
            refs.Add(new(files[^1].Id, name, type, file["file_size"].Number ?? 0, Sticker: isSticker));
        }
    }
}
