using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Facebook;

/// <summary>
/// Comments that no delivery told of (developers.facebook.com/docs/graph-api/reference/page-post/comments): under the posts of the page's feed, those of visitors too. Their ids are those of deliveries; under the post
/// itself, a comment names no parent.
/// </summary>
internal static class FacebookMissed
{
    private const string Fields = "id,message,created_time,from,parent{id},attachment{type,media,target,url}";

    // A post is still commented on long after it was published.
    private static readonly TimeSpan Posts = TimeSpan.FromDays(60);

    public static IReadOnlyList<Shelf> Shelves { get; } =
    [
        new("posts", (account, _, since) => $"{account[FacebookChannel.Id]}/feed?fields={Uri.EscapeDataString($"id,permalink_url,comments.filter(stream).since({since.ToUnixTimeSeconds()}).limit(1){{id}}")}&since={(since - Posts).ToUnixTimeSeconds()}&limit=50", Post) { IsFirst = true },
        // Some lists are ranked whatever order is asked for: none is believed to be sorted.
        new("comments", (_, ask, since) => $"{Uri.EscapeDataString(ask.At!)}/comments?filter=stream&order=reverse_chronological&since={since.ToUnixTimeSeconds()}&fields={Uri.EscapeDataString(Fields)}&limit=100", Comment),
    ];

    /// <summary>What is kept of a comment: itself, and the post that it stands under.</summary>
    public static void Read(MetaReading into, Node missed, string? page)
    {
        var (post, said) = (missed["post"], missed["said"]);
        var author = said["from"]["id"].Id is { } who ? new Party(who, said["from"]["name"].Text) : null;
        if (said["id"].Id is not { } id || post["id"].Id is not { } at)
            into.Unreadable("A comment has no \"comment_id\".");
        else if (author is null)
            into.Unreadable($"Comment {id} names nobody.");
        else
            into.Add(new MetaComment(id, said["parent"]["id"].Id, author, author.ExternalId == page, new(at, post["permalink_url"].Link), MetaTime.Of(said["created_time"])).Said(FacebookChannel.Name, into.Input, Body(into, said)));
    }

    private static Step Post(Node post, Ask ask, DateTimeOffset since) =>
        post["id"].Id is { } id && post["comments"]["data"].Any() ? new() { Further = new("comments", id, post["permalink_url"].Link) } : Step.Nothing;

    private static Step Comment(Node comment, Ask ask, DateTimeOffset since) =>
        MetaTime.Of(comment["created_time"]) < since ? Step.Old
        : comment["id"].Id is { } id ? new((id, $$"""{"post":{"id":{{JsonSerializer.Serialize(ask.At)}},"permalink_url":{{JsonSerializer.Serialize(ask.Url)}}},"said":{{comment}}}"""))
        : Step.Nothing;

    private static MessageBody Body(MetaReading into, Node said)
    {
        var (text, attached) = (said["message"].Text ?? "", said["attachment"]);
        var files = new List<AttachmentRef>();
        if (attached["type"].Text?.StartsWith("video", StringComparison.Ordinal) == true && attached["media"]["source"].Link is { } video)
            files.Add(into.File("video.mp4", "video/mp4", video));
        else if (attached["type"].Text is "photo" or "sticker" or "animated_image_share" && attached["media"]["image"]["src"].Link is { } photo)
            files.Add(into.File("photo.jpg", "image/jpeg", photo));
        return new(text, text, null, null, files);
    }
}
