using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>
/// Reads what the follower found (<c>{happened, at, me, historic, post, root}</c>; of direct messages <c>{happened, at, me, historic, members, group, log}</c>), and what the network itself gives: lists of notifications, of posts, of a feed and the log of direct messages, and each of these alone.
/// Pure.
/// </summary>
internal static class BlueskyReader
{
    public static Reading Read(RawInput input)
    {
        if (Node.Read(input.Content, out var problem) is not { } body)
            return new([], [], problem);
        var list = ((string[])["notifications", "posts", "feed", "logs"]).Select(n => body[n]).FirstOrDefault(n => n.IsList);
        var all = list.IsList ? list.ToList() : body.IsObject ? [body] : body.ToList();
        var into = new BlueskyReading(input);
        for (var i = 0; i < all.Count; i++)
            if (!One(all[i], into))
                into.Problems.Add($"Item {i + 1} of {all.Count} is nothing that Bluesky is known to send.");
        if (!body.IsObject && !body.IsList)
            into.Problems.Add("This is neither an object nor a list.");
        return into.Done();
    }

    private static bool One(Node item, BlueskyReading into) => item switch
    {
        _ when item["happened"].Text is { } happened => Followed(happened, item, into),
        _ when item["convoId"].Exists => BlueskyTalk.Read(item, default, into),
        _ when item["reason"].Text is { } reason && item["author"].IsObject => Notification(reason, item, into),
        _ when item["post"].IsObject => BlueskyPost.Is(item["post"]) && into.Message(item["post"], new(item["reply"]["root"])),
        _ => BlueskyPost.Is(item) && into.Message(item, default),
    };

    private static bool Followed(string happened, Node item, BlueskyReading into) => happened switch
    {
        "removed" when item["post"]["uri"].Text is { } uri => into.Deleted(uri, item["at"].Moment),
        "said" when BlueskyPost.Is(item["post"]) => into.Message(item["post"], new(item["root"], item["me"].Text, item["historic"].IsTrue)),
        "talk" => BlueskyTalk.Read(item["log"], item, into),
        _ => false,
    };

    private static bool Notification(string reason, Node item, BlueskyReading into)
    {
        if (reason is "reply" or "mention" or "quote")
            return BlueskyPost.Is(item) && into.Message(item, new(ShowsOurs: reason == "quote"));
        var who = BlueskyPost.Author(item["author"]);
        var about = new Note(Notes.System)
        {
            Direction = Direction.In, Author = who, Contact = who, ExternalId = item["uri"].Text, TargetExternalId = item["record"]["subject"]["uri"].Text ?? item["reasonSubject"].Text, SentAt = item["indexedAt"].Moment,
        };
        return reason switch
        {
            "like" or "like-via-repost" => into.Note(about with { Action = Notes.Reaction, Emoji = "like" }),
            "repost" or "repost-via-repost" => into.Note(about with { Reason = "Reposted this post." }),
            "follow" => into.Note(about with { TargetExternalId = null, Reason = "Follows us." }),
            "subscribed-post" => into.Note(about with { Action = Notes.Ignore, Reason = "A post of somebody whom we watch; it is not said to us." }),
            _ => into.Note(about with { Action = Notes.Ignore, Reason = $"A notification of the kind {reason}." }),
        };
    }
}
