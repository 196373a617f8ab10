using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>Reads what a page or a profile is told of its direct messages: one shape for the whole family (entry.messaging).</summary>
/// <param name="channel">The channel's name.</param>
internal sealed class MetaTalk(string channel)
{
    private static readonly string[] SystemKinds =
        ["referral", "optin", "account_linking", "pass_thread_control", "take_thread_control", "request_thread_control", "policy_enforcement", "notification_messages", "messaging_feedback", "group_feed"];

    /// <summary>Reads one event. The person is whoever is not the account itself; an echo is the account's own, to its recipient.</summary>
    /// <param name="into">Where it goes.</param>
    /// <param name="e">The event.</param>
    /// <param name="ours">The entry's page or profile.</param>
    /// <param name="time">The entry's time.</param>
    public void Read(MetaReading into, Node e, string? ours, DateTimeOffset? time)
    {
        var message = e["message"];
        var isEcho = message["is_echo"].IsTrue || (ours is not null && e["sender"]["id"].Id == ours && e["recipient"]["id"].Id != ours);
        var (person, direction) = (Party(isEcho ? e["recipient"] : e["sender"]), isEcho ? Direction.Out : Direction.In);
        var about = new Note(Notes.Ignore) { Direction = direction, Author = isEcho ? null : person, Contact = person, SentAt = MetaTime.Of(e["timestamp"]) ?? time };
        if (message["is_self"].IsTrue || (e["sender"]["id"].Id is { } sender && sender == e["recipient"]["id"].Id))
            into.Add(about with { Author = null, Contact = null, Reason = "The account writes to itself." });
        else if (e["message_edit"].IsObject || message["is_deleted"].IsTrue || e["reaction"].IsObject)
            Changed(into, e, about);
        else if (message.IsObject)
            Said(into, message, person, about);
        else if (e["postback"].IsObject)
            Pressed(into, e["postback"], person, about);
        else if (e["read"].IsObject)
            into.Add(about with { Action = Notes.Read, TargetExternalId = e["read"]["mid"].Id });
        else if (e["delivery"].IsObject)
            Delivered(into, e["delivery"], about);
        else if (e["typing"].Exists || e["sender_action"].Text is "typing_on" or "typing_off")
            into.Add(about with { Action = Notes.Typing });
        else if (Array.Find(SystemKinds, kind => e[kind].Exists) is { } kind)
            into.Add(about with { Action = Notes.System, Text = e[kind]["ref"].Text, Reason = $"The platform tells of {kind}." });
        else
            into.Add(about with { Reason = $"Nothing is known of {string.Join(", ", e.Names.Except(["sender", "recipient", "timestamp"]).DefaultIfEmpty("an event without content"))}." });
    }

    private static void Changed(MetaReading into, Node e, Note about)
    {
        var (input, reaction) = (into.Input, e["reaction"]);
        if (reaction.IsObject)
            into.Add(about with
            {
                Action = Notes.Reaction, TargetExternalId = reaction["mid"].Id, Emoji = reaction["emoji"].Text ?? reaction["reaction"].Text, Removed = reaction["action"].Text == "unreact" ? true : null,
            });
        else if (e["message_edit"]["mid"].Id is { } edited)
            into.Add(e["message_edit"]["text"].Text is { } text
                ? Found.Of(new MessageEdited(input.NewId(), input.AccountId, edited, Body(text, []), into.Input.NoLater(about.SentAt)), about with { Action = Notes.Edit })
                : Found.Of(about with { TargetExternalId = edited, Reason = "The platform tells of a change and not what the message says now." }));
        else if (e["message"]["mid"].Id is { } deleted)
            into.Add(Found.Of(new MessageDeleted(input.NewId(), input.AccountId, deleted, into.Input.NoLater(about.SentAt)), about with { Action = Notes.Delete }));
        else
            into.Unreadable("A change names no message.");
    }

    private void Said(MetaReading into, Node message, Party? person, Note about)
    {
        if (message["mid"].Id is not { } id || person is null)
        {
            into.Unreadable(message["mid"].Id is { } named ? $"Message {named} names nobody." : "A message has no \"mid\".");
            return;
        }
        var (files, words) = MetaAttachments.Of(into, message);
        var text = string.Join('\n', new[] { message["text"].Text }.Concat(words).OfType<string>());
        if (text.Length == 0 && files.Count == 0 && message["is_unsupported"].IsTrue)
        {
            into.Add(about with { ExternalId = id, Reason = "The platform does not hand this kind of message over." });
            return;
        }
        var story = message["reply_to"]["story"];
        into.Add(Found.Of(Message(into, id, person, about, Body(text, files)) with
        {
            ParentExternalId = message["reply_to"]["mid"].Id,
            Content = story["id"].Id is { } told ? new(told, story["url"].Link, "Story") : MetaAttachments.Content(message) ?? MetaReferral.Content(message["referral"]),
        }));
    }

    /// <summary>A button: what somebody chose is what they said.</summary>
    private void Pressed(MetaReading into, Node postback, Party? person, Note about)
    {
        var said = postback["title"].Text ?? postback["payload"].Text ?? "";
        if (person?.ExternalId is not { } who)
        {
            into.Unreadable("A pressed button names nobody.");
            return;
        }
        var id = postback["mid"].Id ?? $"postback/{who}/{about.SentAt?.ToUnixTimeMilliseconds()}/{said}";
        into.Add(Found.Of(Message(into, id, person, about, Body(said, [])) with { Content = MetaReferral.Content(postback["referral"]) }));
    }

    private MessageReceived Message(MetaReading into, string id, Party person, Note about, MessageBody body) => new(
        into.Input.NewId(), into.Input.AccountId, channel, Keys.Of(channel, id), about.Direction!.Value, Visibility.Private,
        about.Direction == Direction.In ? person : new(null), person, body, about.SentAt, into.Input.ReceivedAt)
    {
        ExternalId = id,
        ThreadKey = person.ExternalId,
        PayloadId = into.Input.PayloadId,
        Historic = into.Input.Origin == Origin.Import,
    };

    private static void Delivered(MetaReading into, Node delivery, Note about)
    {
        var ids = delivery["mids"].Select(mid => mid.Id).DefaultIfEmpty(null);
        foreach (var id in ids)
            into.Add(about with { Action = Notes.Status, Direction = Direction.Out, Author = null, Status = "delivered", TargetExternalId = id, SentAt = MetaTime.Of(delivery["watermark"]) ?? about.SentAt });
    }

    private static MessageBody Body(string text, IReadOnlyList<AttachmentRef> files) => new(text, text, null, null, files);

    private static Party? Party(Node side) => (side["id"].Id ?? side["user_ref"].Id) is { } id ? new(id, side["name"].Text, side["username"].Text) : null;
}
