using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Telegram;

/// <summary>A message of an update.</summary>
internal static class TelegramMessage
{
    /// <summary>Why an update is kept aside.</summary>
    public const string Nameless = "An update is about a message without a chat or a number.";

    /// <summary>Stands in the key of the owner's own chats, between the connection that leads there and the chat; in no other's.</summary>
    public const string Owned = "/";

    /// <summary>Stands between a channel's chat of direct messages and the topic of one person in it.</summary>
    public const string Topic = ":";

    /// <summary>What stands for such an update.</summary>
    public static Found Broken { get; } = Found.Of(new Note(Notes.Ignore) { Reason = Nameless });

    public static bool IsNamed(Node chat, Node number) => chat["id"].Id is not null && number.Id is not null;

    public static Found Read(Node m, RawInput input, List<Storage.NewFile> files)
    {
        var chat = m["chat"];
        if (!IsNamed(chat, m["message_id"]))
            return Broken;
        var attachments = TelegramFiles.Of(m, input, files);
        var text = TelegramText.Of(m);
        if (text.Length == 0 && attachments.Count == 0)
            return Found.Of(About(m, Notes.System) with { Reason = TelegramText.Service(m) });
        var (author, direction) = (Author(m), DirectionOf(m));
        if (direction == Direction.Out && IsToNobody(m))
            return Found.Of(About(m, Notes.System) with { Text = text, Reason = "The group itself said this, to nobody in particular." });
        return Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, TelegramChannel.Name, Keys.Of([TelegramChannel.Name, .. Thread(m)!.Split(Owned), m["message_id"].Id!]), direction, VisibilityOf(chat),
            author, direction == Direction.Out ? Contact(m) : author, new(text, text, null, null, attachments), m["date"].Seconds, input.ReceivedAt)
        {
            ExternalId = Id(m, m["message_id"]),
            Sequence = m["message_id"].Number,
            ParentExternalId = Answered(m) is { Exists: true } answered ? Id(m, answered["message_id"]) : null,
            ThreadKey = Thread(m),
            Content = TelegramPost.Forwarded(m["reply_to_message"])?.Content ?? ContentOf(chat),
            PayloadId = input.PayloadId,
            Automatic = m["is_from_offline"].IsTrue ? AutomaticKind.System : null,
        });
    }

    public static Found Edited(Node m, RawInput input, List<Storage.NewFile> files)
    {
        var (attachments, text) = (TelegramFiles.Of(m, input, files), TelegramText.Of(m));
        return Found.Of(
            new MessageEdited(input.NewId(), input.AccountId, Id(m, m["message_id"]), new(text, text, null, null, attachments), m["edit_date"].Seconds ?? input.ReceivedAt),
            About(m, Notes.Edit));
    }

    /// <summary>What is shown of something that is no message.</summary>
    public static Note About(Node m, string action) => new(action)
    {
        Direction = DirectionOf(m),
        Author = Author(m),
        Contact = TelegramParty.Chat(m["chat"]),
        ExternalId = Id(m, m["message_id"]),
        TargetExternalId = action == Notes.Edit ? Id(m, m["message_id"]) : null,
        SentAt = m["date"].Seconds,
    };

    /// <summary>Message numbers count within a chat, and a chat of the owner's is not the bot's chat of the same number.</summary>
    /// <param name="about">What names the chat, and the connection that leads to it.</param>
    /// <param name="number">The message's number.</param>
    public static string Id(Node about, Node number) => $"{Thread(about)}/{number.Id}";

    /// <summary>What a message answers. In a topic of a forum that is what opened the topic, unless it is something else: nobody's words.</summary>
    public static Node Answered(Node m) => m["reply_to_message"] is var answered && answered["forum_topic_created"].Exists ? default : answered;

    /// <summary>What is said in a group or a channel, everybody there can read; direct messages to a channel, only its administrators.</summary>
    public static Visibility VisibilityOf(Node chat) => IsShared(chat) ? Visibility.Public : Visibility.Private;

    public static ContentRef? ContentOf(Node chat) =>
        IsShared(chat) && chat["id"].Id is { } id ? new(id, chat["username"].Text is { } name ? $"https://t.me/{Uri.EscapeDataString(name)}" : null, chat["title"].Text) : null;

    /// <summary>
    /// A chat by its number; the owner's own chats, where the bot only helps, by the connection that leads there as well; in a channel's chat of direct messages, by the topic that each person has there.
    /// </summary>
    public static string? Thread(Node m) =>
        m["business_connection_id"].Text is { } connection ? connection + Owned + m["chat"]["id"].Id
        : m["direct_messages_topic"]["topic_id"].Id is { } topic ? m["chat"]["id"].Id + Topic + topic
        : m["chat"]["id"].Id;

    private static Party Author(Node m) => TelegramParty.Chat(m["sender_chat"]) ?? TelegramParty.User(m["from"]) ?? TelegramParty.Chat(m["chat"]) ?? new(null);

    /// <summary>To whom our side wrote: whoever's chat it is, in a group whoever is answered. Under a bot's answer it goes on, to whomever that answered, which its number tells and its author does not.</summary>
    public static Party? Contact(Node m) =>
        IsDirect(m["chat"]) ? TelegramParty.User(m["direct_messages_topic"]["user"])
        : !IsShared(m["chat"]) ? TelegramParty.Chat(m["chat"])
        : IsToNobody(m) || Answered(m)["from"]["is_bot"].IsTrue ? null
        : TelegramParty.User(Answered(m)["from"]);

    /// <summary>Whether our side says in a group what answers no person and no bot.</summary>
    public static bool IsToNobody(Node m) => IsShared(m["chat"]) && Answered(m) is var answered && (answered["sender_chat"].Exists || answered["from"]["id"].Id is null);

    /// <summary>
    /// A private chat has the number of the person in it; whoever else writes there is our side. So is who writes in a group in its own name: an administrator who shows no other. And so is the
    /// channel that answers its own post, or a direct message.
    /// </summary>
    private static Direction DirectionOf(Node m) =>
        (IsDirect(m["chat"]) ? m["sender_chat"].Exists : IsShared(m["chat"]) ? m["sender_chat"]["id"].Id is { } sender && (sender == m["chat"]["id"].Id || TelegramPost.IsForwarded(m["reply_to_message"], sender)) : m["from"]["id"].Id is { } from && from != m["chat"]["id"].Id)
            ? Direction.Out : Direction.In;

    private static bool IsShared(Node chat) => chat["type"].Text is "group" or "supergroup" or "channel" && !IsDirect(chat);

    /// <summary>Whether it is where people write to a channel, which looks like a group.</summary>
    private static bool IsDirect(Node chat) => chat["is_direct_messages"].IsTrue;
}
