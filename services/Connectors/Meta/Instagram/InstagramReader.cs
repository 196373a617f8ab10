using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>Reads deliveries of a professional profile: direct messages, and comments under its posts. Pure.</summary>
internal static class InstagramReader
{
    private static readonly MetaTalk Talk = new(InstagramChannel.Name);

    public static MissedTalk Missed { get; } = new(InstagramChannel.Name, "instagram", ",story");

    private static readonly string[] Direct =
        ["messages", "message_reactions", "messaging_postbacks", "messaging_seen", "messaging_referral", "messaging_referrals", "messaging_optins", "messaging_handover", "message_edit", "standby"];

    public static Reading Read(RawInput input) => MetaReading.Of(input, Entry, new MetaObjects(InstagramChannel.Name).Read);

    private static void Entry(MetaReading into, Node entry)
    {
        var profile = entry["id"].Id;
        if (!into.Takes(profile, "profile"))
            return;
        var (before, time) = (into.Count, MetaTime.Of(entry["time"]));
        foreach (var e in entry["messaging"].Concat(entry["standby"]))
            Talk.Read(into, e, profile, time);
        foreach (var missed in entry["missed"])
            if (missed["post"].IsObject)
                Comment(into, missed["said"], profile, Post(missed["post"]), null, entry["place"].Number);
            else
                Missed.Read(into, missed, profile, entry["place"].Number);
        // Some deliveries have the one change beside the id instead of in an array.
        foreach (var change in entry["field"].Exists ? entry["changes"].Append(entry) : entry["changes"])
            Change(into, change["field"].Text ?? "", change["value"], profile, time);
        if (into.Count == before)
            into.Unreadable("An entry has neither \"messaging\" nor \"changes\".");
    }

    private static void Change(MetaReading into, string field, Node value, string? profile, DateTimeOffset? time)
    {
        if (Direct.Contains(field))
            Talk.Read(into, value, profile, time);
        else if (field == "mentions")
            InstagramMentions.Read(into, value);
        else if (field is not ("comments" or "live_comments"))
            into.Ignore($"Nothing is known of the field '{field}'.");
        else
            Comment(into, value, profile, Post(value["media"]), time);
    }

    private static void Comment(MetaReading into, Node said, string? profile, ContentRef? post, DateTimeOffset? time, long? place = null)
    {
        if (said["id"].Id is { } id && Author(said) is { } author)
            into.Add(new MetaComment(id, said["parent_id"].Id, author, author.ExternalId == profile, post, MetaTime.Of(said["timestamp"]) ?? time) { Place = place }
                .Said(InstagramChannel.Name, into.Input, new(said["text"].Text ?? "", said["text"].Text ?? "")));
        else
            into.Unreadable("A comment has no \"id\" or no \"from\".");
    }

    private static Party? Author(Node comment) =>
        (comment["from"]["id"].Id ?? comment["from"]["username"].Text) is { } id ? new(id, comment["from"]["username"].Text, comment["from"]["username"].Text) : null;

    private static ContentRef? Post(Node media) => (media["original_media_id"].Id ?? media["id"].Id) is { } id ? new(id, media["permalink"].Link, media["ad_title"].Text) : null;
}
