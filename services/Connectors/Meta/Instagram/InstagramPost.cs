using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>A post or reel of a profile (developers.facebook.com/docs/instagram-platform/reference/instagram-media): the first words of its caption stand for a title. Of a video, a picture of it is kept.</summary>
internal static class InstagramPost
{
    public static MetaPosts Posts { get; } = new("media", "id,caption,media_type,media_url,thumbnail_url,permalink,timestamp", Read);

    private static SeenPost? Read(Node media, string? profile) => media["id"].Id is { } id
        ? new(id, media["permalink"].Link, SeenPost.FirstWords(media["caption"].Text), MetaTime.Of(media["timestamp"]))
        {
            Picture = media["media_type"].Text == "VIDEO" ? media["thumbnail_url"].Link : media["media_url"].Link,
        }
        : null;
}
