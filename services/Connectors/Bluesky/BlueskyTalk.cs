using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>Reads entries of the log of direct messages (chat.bsky.convo.defs). Pure.</summary>
internal static class BlueskyTalk
{
    public const string Service = "chat.bsky.convo", Log = "chat.bsky.convo.defs#log";

    private static readonly string[] Told = ["CreateMessage", "DeleteMessage", "AddReaction", "RemoveReaction"];

    /// <summary>Whether an entry tells of what was said, and not of what we did to the conversation.</summary>
    public static bool IsTold(Node log) => Kind(log) is { } kind && Told.Contains(kind);

    public static bool IsGroup(Node talk) => talk["kind"]["$type"].Text?.EndsWith("#groupConvo", StringComparison.Ordinal) == true || talk["members"].Count() > 2;

    /// <summary>What a message is called: ids are a conversation's own.</summary>
    public static string Name(string talk, string id) => $"{talk}/{id}";

    /// <param name="log">The entry.</param>
    /// <param name="around">The follower's words around it; nothing where the log stands alone.</param>
    /// <param name="into">Where it goes.</param>
    public static bool Read(Node log, Node around, BlueskyReading into)
    {
        if (Kind(log) is not { } kind || log["convoId"].Text is not { } talk)
            return false;
        if (!IsTold(log))
            return into.Note(new(Notes.Ignore) { Reason = $"In direct messages: {kind}." });
        if (log["message"]["id"].Text is not { } id)
            return false;
        var (name, people) = (Name(talk, id), around["members"].Concat(log["relatedProfiles"]).ToList());
        if (around["group"].IsTrue)
            return into.Note(new(Notes.Ignore) { ExternalId = name, Reason = "A group chat, which is no conversation with one person." });
        return kind switch
        {
            "DeleteMessage" => into.Deleted(name, around["at"].Moment),
            "CreateMessage" when log["message"]["text"].Text is null && !log["message"]["embed"].IsObject => into.Deleted(name, around["at"].Moment), // it was taken back before it was asked for
            "CreateMessage" => log["message"]["sender"]["did"].Text is { } sender && into.Said(log["message"], About(sender, log["message"]["sentAt"]) with { ExternalId = name }, around["historic"].IsTrue),
            _ => log["reaction"]["sender"]["did"].Text is { } from && into.Note(About(from, log["reaction"]["createdAt"]) with
            {
                Action = Notes.Reaction, TargetExternalId = name, Emoji = log["reaction"]["value"].Text, Removed = kind == "RemoveReaction" ? true : null,
            }),
        };

        Note About(string did, Node at)
        {
            var ours = did == around["me"].Text;
            var (author, other) = (Person(did), ours ? people.Select(p => p["did"].Text).FirstOrDefault(d => d is not null && d != did) : did);
            return new(Notes.System) { Direction = ours ? Direction.Out : Direction.In, Author = author, Contact = other is null ? null : Person(other), SentAt = at.Moment };
        }

        Party Person(string did) => BlueskyPost.Author(people.FirstOrDefault(p => p["did"].Text == did)) ?? new(did);
    }

    private static string? Kind(Node log) => log["$type"].Text is { } type && type.StartsWith(Log, StringComparison.Ordinal) ? type[Log.Length..] : null;
}
