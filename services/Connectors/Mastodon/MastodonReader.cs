using System.Text;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Mastodon;

/// <summary>
/// Reads what the follower found (<c>{happened, at, me, historic, status, root}</c>), and what the platform itself gives: notifications, grouped or not, conversations, statuses, and events
/// of its stream; one or several. Pure.
/// </summary>
internal static class MastodonReader
{
    public static Reading Read(RawInput input)
    {
        if (Node.Read(input.Content, out var problem) is not { } body)
            return new([], [], problem);
        var all = body["notification_groups"].Exists ? MastodonGroups.Of(body) : body.IsObject ? [body] : body.ToList();
        var into = new MastodonReading(input);
        for (var i = 0; i < all.Count; i++)
            if (!One(all[i], into))
                into.Problems.Add($"Item {i + 1} of {all.Count} is nothing that Mastodon is known to send.");
        if (!body.IsObject && !body.IsList)
            into.Problems.Add("This is neither an object nor a list.");
        return into.Done();
    }

    private static bool One(Node item, MastodonReading into) => item switch
    {
        _ when item["happened"].Text is { } happened => Followed(happened, item, into),
        _ when item["event"].Text is { } name => Streamed(name, item["payload"], into),
        _ when item["last_status"].IsObject => Conversation(item, into),
        _ when item["accounts"].Exists && item["unread"].Exists => into.Note(new(Notes.Ignore) { ExternalId = item["id"].Id, Reason = "A conversation without anything said in it." }),
        _ when item["type"].Text is { } type && item["account"].IsObject => Notification(type, item, into),
        _ when MastodonStatus.Is(item) => into.Message(item, default),
        _ => false,
    };

    private static bool Followed(string happened, Node item, MastodonReading into)
    {
        var status = item["status"];
        var about = new MastodonContext(item["root"], item["me"].Id, item["historic"].IsTrue);
        return (status["id"].Id, happened) switch
        {
            ({ } id, "removed") => into.Deleted(id, item["at"].Moment),
            (not null, "edited") when MastodonStatus.Is(status) => into.Edited(status, about),
            (not null, "said") when MastodonStatus.Is(status) => into.Message(status, about),
            _ => false,
        };
    }

    /// <summary>An event of the stream, whose payload is JSON in a string.</summary>
    private static bool Streamed(string name, Node payload, MastodonReading into)
    {
        if (name == "delete" && payload.Id is { } gone)
            return into.Deleted(gone, null);
        if (name is not ("notification" or "update" or "status.update" or "conversation"))
            return into.Note(new(Notes.Ignore) { Reason = $"An event of the stream: {name}." });
        var inner = payload.IsObject ? payload : payload.Text is { } text && Node.Read(Encoding.UTF8.GetBytes(text), out _) is { } read ? read : default;
        return name switch
        {
            "status.update" => MastodonStatus.Is(inner) && into.Edited(inner, default),
            _ => inner.IsObject && !inner["event"].Exists && One(inner, into),
        };
    }

    /// <summary>A private conversation, in which the platform lists everybody but us.</summary>
    private static bool Conversation(Node item, MastodonReading into)
    {
        var status = item["last_status"];
        var others = item["accounts"].Select(a => a["id"].Id).ToList();
        return MastodonStatus.Is(status) && into.Message(status, new(Peer: item["accounts"][0], IsOurs: others.Count > 0 && !others.Contains(status["account"]["id"].Id)));
    }

    private static bool Notification(string type, Node item, MastodonReading into)
    {
        var status = item["status"];
        if (type is "mention" or "quote")
            return MastodonStatus.Is(status) && into.Message(status, default);
        var who = MastodonParty.Of(item["account"]);
        var about = new Note(Notes.System)
        {
            Direction = Direction.In, Author = who, Contact = who, ExternalId = item["id"].Id, TargetExternalId = status["id"].Id, Content = status.IsObject ? MastodonStatus.Content(status) : null, SentAt = item["created_at"].Moment,
        };
        return type switch
        {
            "favourite" => into.Note(about with { Action = Notes.Reaction, Emoji = "favourite" }),
            "reblog" => into.Note(about with { Reason = "Boosted this post." }),
            "follow" => into.Note(about with { Reason = "Follows us." }),
            "follow_request" => into.Note(about with { Reason = "Asks to follow us." }),
            "update" => into.Note(about with { Reason = "A post that we boosted was edited." }),
            "quoted_update" => into.Note(about with { Reason = "A post that we quoted was edited." }),
            "status" => into.Note(about with { Action = Notes.Ignore, Reason = "A post of somebody whom we watch; it is not said to us." }),
            "poll" => into.Note(about with { Reason = "A poll has ended." }),
            "moderation_warning" => into.Note(about with { Reason = "The server's moderators warn or limit this account." }),
            "severed_relationships" => into.Note(about with { Reason = "The server has cut ties with other accounts." }),
            _ => into.Note(about with { Action = Notes.Ignore, Reason = $"A notification of the kind {type}." }),
        };
    }
}
