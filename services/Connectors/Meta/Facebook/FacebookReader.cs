using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Facebook;

/// <summary>Reads deliveries of a page's feed: comments under its posts, and what else happens there as notes. Pure.</summary>
internal static class FacebookReader
{
    public static Reading Read(RawInput input) => MetaReading.Of(input, Entry, new MetaObjects(FacebookChannel.Name).Read);

    private static void Entry(MetaReading into, Node entry)
    {
        var page = entry["id"].Id;
        if (!into.Takes(page, "page"))
            return;
        var before = into.Count;
        foreach (var change in entry["changes"])
            Change(into, change["field"].Text ?? "", change["value"], page, MetaTime.Of(entry["time"]));
        foreach (var missed in entry["missed"])
            FacebookMissed.Read(into, missed, page);
        if (entry["messaging"].Any() || entry["standby"].Any())
            into.Elsewhere("Direct messages come through another channel.");
        if (into.Count == before)
            into.Unreadable("An entry has no \"changes\".");
    }

    private static void Change(MetaReading into, string field, Node v, string? page, DateTimeOffset? time)
    {
        var (item, verb) = (v["item"].Text, v["verb"].Text);
        if (field != "feed" || item is null)
            into.Ignore($"Nothing is known of the field '{field}'.");
        else if (item is "reaction" or "like" && Author(v) is not null && (v["comment_id"].Id ?? v["post_id"].Id) is { } target)
            into.Add(Comment(v, target, page, time).About(Notes.Reaction) with { Emoji = v["reaction_type"].Text ?? "like", Removed = verb == "remove" ? true : null });
        else if (item != "comment")
            into.Add(new Note(Notes.Ignore) { Author = Author(v), ExternalId = v["post_id"].Id, SentAt = MetaTime.Of(v["created_time"]) ?? time, Reason = $"A {item} is no comment." });
        else if (v["comment_id"].Id is { } id)
            Comment(into, v, Comment(v, id, page, time), verb, time);
        else
            into.Unreadable("A comment has no \"comment_id\".");
    }

    private static void Comment(MetaReading into, Node v, MetaComment comment, string? verb, DateTimeOffset? time)
    {
        var input = into.Input;
        switch (verb)
        {
            case "add" when comment.Author is null && !comment.IsOurs:
                into.Unreadable($"Comment {comment.Id} names nobody.");
                break;
            case "add":
                into.Add(comment.Said(FacebookChannel.Name, input, Body(into, v)));
                break;
            case "edit" or "edited":
                into.Add(Found.Of(new MessageEdited(input.NewId(), input.AccountId, comment.Id, Body(into, v), into.Input.NoLater(time ?? comment.At)), comment.About(Notes.Edit)));
                break;
            case "remove" or "delete":
                into.Add(Found.Of(new MessageDeleted(input.NewId(), input.AccountId, comment.Id, into.Input.NoLater(time ?? comment.At)), comment.About(Notes.Delete)));
                break;
            case "hide" or "unhide":
                into.Add(Found.Of(
                    new MessageModerated(input.NewId(), input.AccountId, comment.Id, new(verb == "hide" ? ModerationState.Hidden : ModerationState.Approved, into.Input.NoLater(time ?? comment.At))),
                    comment.About(Notes.System) with { Reason = verb == "hide" ? "The comment was hidden." : "The comment is shown again." }));
                break;
            default:
                into.Add(comment.About(Notes.Ignore) with { Reason = $"Nothing is known of '{verb}'." });
                break;
        }
    }

    /// <summary>Under the post itself, the platform names the post as its parent.</summary>
    private static MetaComment Comment(Node v, string id, string? page, DateTimeOffset? time)
    {
        var (post, parent, author) = (v["post_id"].Id ?? v["post"]["id"].Id, v["parent_id"].Id, Author(v));
        return new(
            id, parent == post ? null : parent, author, page is not null && author?.ExternalId == page,
            post is null ? null : new(post, v["post"]["permalink_url"].Link ?? v["permalink_url"].Link), MetaTime.Of(v["created_time"]) ?? time);
    }

    private static Party? Author(Node v) => (v["from"]["id"].Id ?? v["sender_id"].Id) is { } id ? new(id, v["from"]["name"].Text ?? v["sender_name"].Text) : null;

    private static MessageBody Body(MetaReading into, Node v)
    {
        var files = new List<AttachmentRef>();
        if (v["photo"].Link is { } photo)
            files.Add(into.File("photo.jpg", "image/jpeg", photo));
        if (v["video"].Link is { } video)
            files.Add(into.File("video.mp4", "video/mp4", video));
        return new(v["message"].Text ?? "", v["message"].Text ?? "", null, null, files);
    }
}
