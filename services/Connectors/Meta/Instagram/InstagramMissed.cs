using System.Text.Json;
using Inbox.Connectors.Json;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>
/// Comments that no delivery told of (developers.facebook.com/docs/instagram-platform, ig-media/comments): they cannot be asked for by time, come fifty at once, the newest first, and with the answers to each. An answer is new where its comment may
/// be old: a list is read on for as long as there is anything new on a page.
/// </summary>
internal static class InstagramMissed
{
    private const string Fields = "id,text,timestamp,from,username,parent_id", Most = "50";
    private static readonly TimeSpan Posts = TimeSpan.FromDays(60);

    public static IReadOnlyList<Shelf> Shelves { get; } =
    [
        new("media", (account, _, since) => $"{account[InstagramChannel.Id]}/media?fields=id,permalink,comments_count&since={(since - Posts).ToUnixTimeSeconds()}&limit=100", Media) { IsFirst = true },
        new("comments", (_, ask, _) => $"{Uri.EscapeDataString(ask.At!)}/comments?fields={Uri.EscapeDataString($"{Fields},replies.limit({Most}){{{Fields}}}")}&limit={Most}", Comments),
    ];

    private static Step Media(Node media, Ask ask, DateTimeOffset since) =>
        media["id"].Id is { } id && media["comments_count"].Number > 0 ? new() { Further = new("comments", id, media["permalink"].Link) } : Step.Nothing;

    private static Step Comments(Node comment, Ask ask, DateTimeOffset since)
    {
        var said = comment["replies"]["data"].Append(comment).Where(c => !(MetaTime.Of(c["timestamp"]) < since) && c["id"].Id is not null).ToList();
        return said.Count == 0 ? Step.Old : new([.. said.Select(c => (c["id"].Id!, Kept(c, ask)))]);
    }

    private static string Kept(Node comment, Ask ask) => $$"""{"post":{"id":{{JsonSerializer.Serialize(ask.At)}},"permalink":{{JsonSerializer.Serialize(ask.Url)}}},"said":{{comment}}}""";
}
