using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;

namespace Inbox.Connectors.Meta.Facebook;

/// <summary>A post of a page (developers.facebook.com/docs/graph-api/reference/pagepost). It has no title: its first words stand for one, or what Facebook says of it ("… updated their cover photo").</summary>
internal static class FacebookPost
{
    public static MetaPosts Posts { get; } = new("published_posts", "id,message,story,created_time,permalink_url,full_picture,from", Read);

    private static SeenPost? Read(Node post, string? page) => post["id"].Id is { } id
        ? new(id, post["permalink_url"].Link, SeenPost.FirstWords(post["message"].Text) ?? SeenPost.FirstWords(post["story"].Text), MetaTime.Of(post["created_time"]))
        {
            Picture = post["full_picture"].Link, IsOwn = post["from"]["id"].Id is not { } author || author == page,
        }
        : null;
}
