using System.Text.RegularExpressions;
using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;
using Inbox.Contracts;
using Inbox.Mail.Text;

namespace Inbox.Connectors.Mastodon;

/// <summary>The parts of a status (docs.joinmastodon.org/entities/Status).</summary>
internal static class MastodonStatus
{
    private const int LongestTitle = 80;

    /// <summary>Linear in time, since anybody may have written it.</summary>
    private static readonly Regex Mention = new("""<a\s[^>]*class="[^">]*mention[^">]*"[^>]*>""", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, (string Name, string Type)> Kinds = new()
    {
        ["image"] = ("picture.jpg", "image/jpeg"), ["gifv"] = ("animation.mp4", "video/mp4"), ["video"] = ("video.mp4", "video/mp4"), ["audio"] = ("audio.mp3", "audio/mpeg"),
    };

    private static readonly Dictionary<string, string> Types = new()
    {
        [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".png"] = "image/png", [".gif"] = "image/gif", [".webp"] = "image/webp", [".avif"] = "image/avif", [".mp4"] = "video/mp4", [".webm"] = "video/webm",
        [".mov"] = "video/quicktime", [".mp3"] = "audio/mpeg", [".ogg"] = "audio/ogg", [".wav"] = "audio/wav", [".flac"] = "audio/flac", [".m4a"] = "audio/mp4",
    };

    public static bool Is(Node status) => status["id"].Id is not null && status["account"].IsObject && status["content"].Exists;

    public static bool IsDirect(Node status) => status["visibility"].Text == "direct";

    /// <summary>What it says; a warning that stands before it is its subject.</summary>
    public static MessageBody Body(Node status, RawInput input, List<Storage.NewFile> files)
    {
        var text = Text(status);
        if (status["poll"]["options"].Any())
            text = $"{text}\n{string.Join('\n', status["poll"]["options"].Select(o => $"- {o["title"].Text}"))}".Trim();
        return new(text, text, status["spoiler_text"].Text, status["content"].Text, Files(status, input, files));
    }

    /// <summary>A status as what others write about.</summary>
    public static ContentRef? Content(Node status) =>
        status["id"].Id is { } id ? new(id, Link(status["url"].Text) ?? Link(status["uri"].Text), Title(status["spoiler_text"].Text ?? Text(status))) : null;

    /// <summary>A post of ours as content.</summary>
    public static SeenPost Seen(Node status, ContentRef content) => new(content.ExternalId, content.Url, content.Title, status["created_at"].Moment)
    {
        Picture = status["media_attachments"].FirstOrDefault(m => m["type"].Text is "image" or "video" or "gifv")["preview_url"].Link,
    };

    /// <summary>The status that this one quotes; without its words where only its id is told.</summary>
    public static Node Quoted(Node status) => status["quote"]["quoted_status"];

    /// <summary>A mention's link leads to a profile and says nothing that its text does not.</summary>
    private static string Text(Node status) => status["content"].Text is { } html ? HtmlText.ToText(Mention.Replace(html, "<a>")) : "";

    private static List<AttachmentRef> Files(Node status, RawInput input, List<Storage.NewFile> files)
    {
        var refs = new List<AttachmentRef>();
        foreach (var media in status["media_attachments"])
        {
            if ((Link(media["url"].Text) ?? Link(media["remote_url"].Text)) is not { } url)
                continue;
            var (name, type) = Kinds.GetValueOrDefault(media["type"].Text ?? "", ("file", "application/octet-stream"));
            var end = Path.GetExtension(new Uri(url).AbsolutePath).ToLowerInvariant();
            if (Types.TryGetValue(end, out var exact))
                (name, type) = (Path.ChangeExtension(name, end), exact);
            files.Add(new(input.NewId(), name, type, default, url));
            refs.Add(new(files[^1].Id, name, type, 0));
        }
        return refs;
    }

    private static string? Title(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? null : line.Length <= LongestTitle ? line : $"{line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)]}…";
    }

    private static string? Link(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? url : null;
}
