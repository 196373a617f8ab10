using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Telegram;

/// <summary>Reads updates: one as a webhook delivers it, several as an array, or a whole answer of getUpdates. Pure.</summary>
internal static class TelegramReader
{
    private const string NoUpdate = "There is no update in it.";

    /// <summary>What stands for something without the number that every update has.</summary>
    private static readonly Found Foreign = Found.Of(new Note(Notes.Ignore) { Reason = NoUpdate });

    public static Reading Read(RawInput input)
    {
        if (Node.Read(input.Content, out var problem) is not { } body)
            return new([], [], problem);
        var (found, files) = (new List<Found>(), new List<Storage.NewFile>());
        foreach (var update in Updates(body))
            found.AddRange(Update(update, input, files));
        var isBroken = found.RemoveAll(f => f == TelegramMessage.Broken) > 0;
        var isForeign = found.RemoveAll(f => f == Foreign) > 0 || found.Count == 0;
        return new(found, files, isBroken ? TelegramMessage.Nameless : isForeign ? NoUpdate : null);
    }

    public static IEnumerable<Node> Updates(Node body)
    {
        var all = body["result"].Exists ? body["result"] : body;
        return all.IsObject ? [all] : all;
    }

    private static IEnumerable<Found> Update(Node update, RawInput input, List<Storage.NewFile> files)
    {
        foreach (var kind in (string[])["message", "edited_message"])
            if (TelegramPost.IsForwarded(update[kind]))
                return [TelegramMessage.IsNamed(update[kind]["chat"], update[kind]["message_id"]) ? TelegramPost.ReadForwarded(update[kind], input, files) : TelegramMessage.Broken];
        foreach (var kind in (string[])["message", "business_message"])
            if (update[kind].IsObject)
                return [TelegramMessage.Read(update[kind], input, files)];
        foreach (var kind in (string[])["edited_message", "edited_business_message"])
            if (update[kind].IsObject)
                return [TelegramMessage.IsNamed(update[kind]["chat"], update[kind]["message_id"]) ? TelegramMessage.Edited(update[kind], input, files) : TelegramMessage.Broken];
        return update switch
        {
            _ when update["edited_channel_post"] is { IsObject: true } post => [TelegramPost.Read(post, TelegramMessage.About(post, Notes.Edit) with { Text = TelegramText.Of(post), Reason = "A post of a channel was changed." }, input, files)],
            _ when update["channel_post"] is { IsObject: true } post => [TelegramPost.Read(post, TelegramMessage.About(post, Notes.System) with { Text = TelegramText.Of(post), Reason = "A post of a channel." }, input, files)],
            _ when update["deleted_business_messages"] is { IsObject: true } gone => gone["message_ids"].Select(id => TelegramMessage.IsNamed(gone["chat"], id)
                ? Found.Of(new MessageDeleted(input.NewId(), input.AccountId, TelegramMessage.Id(gone, id), input.ReceivedAt), new(Notes.Delete) { Contact = TelegramParty.Chat(gone["chat"]) })
                : TelegramMessage.Broken),
            _ when update["callback_query"] is { IsObject: true } pressed => [Pressed(pressed, input)],
            _ when update["message_reaction"] is { IsObject: true } reaction => [Reaction(reaction)],
            _ when update["my_chat_member"] is { IsObject: true } member => [Member(member)],
            _ when update["business_connection"] is { IsObject: true } connection => [Connection(connection)],
            _ when update["update_id"].Id is null => [Foreign],
            _ => [Found.Of(new Note(Notes.Ignore) { Author = From(update), Reason = $"Nothing is known of {string.Join(", ", update.Names.Where(n => n != "update_id").DefaultIfEmpty("an update without content"))}." })],
        };
    }

    /// <summary>A button under a message: what somebody chose is what they said.</summary>
    private static Found Pressed(Node pressed, RawInput input)
    {
        var (person, chat) = (TelegramParty.User(pressed["from"]), pressed["message"]["chat"]);
        if (pressed["id"].Id is not { } id || person is null)
            return Found.Of(new Note(Notes.Ignore) { Reason = "A pressed button without anybody who pressed it." });
        var said = pressed["data"].Text ?? pressed["game_short_name"].Text ?? "";
        return Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, TelegramChannel.Name, Keys.Of(TelegramChannel.Name, "callback", id), Direction.In, TelegramMessage.VisibilityOf(chat), person, person,
            new(said, said), null, input.ReceivedAt)
        {
            ExternalId = $"callback/{id}",
            ParentExternalId = chat.Exists ? TelegramMessage.Id(pressed["message"], pressed["message"]["message_id"]) : null,
            ThreadKey = TelegramMessage.Thread(pressed["message"]) ?? person.ExternalId,
            Content = TelegramMessage.ContentOf(chat),
            PayloadId = input.PayloadId,
        });
    }

    private static Found Reaction(Node reaction)
    {
        var (now, before) = (reaction["new_reaction"], reaction["old_reaction"]);
        var emoji = now.Concat(before).Select(r => r["emoji"].Text ?? r["custom_emoji_id"].Id ?? r["type"].Text).FirstOrDefault();
        return Found.Of(new Note(Notes.Reaction)
        {
            Direction = Direction.In, Author = TelegramParty.User(reaction["user"]) ?? TelegramParty.Chat(reaction["actor_chat"]), Contact = TelegramParty.Chat(reaction["chat"]),
            TargetExternalId = TelegramMessage.Id(reaction, reaction["message_id"]), Emoji = emoji, Removed = now.Any() ? null : true, SentAt = reaction["date"].Seconds,
        });
    }

    private static Found Member(Node member) => Found.Of(new Note(Notes.System)
    {
        Author = TelegramParty.User(member["from"]), Contact = TelegramParty.Chat(member["chat"]), SentAt = member["date"].Seconds,
        Reason = member["new_chat_member"]["status"].Text == "kicked" ? "The bot was blocked or thrown out." : $"The bot is now {member["new_chat_member"]["status"].Text ?? "something else"} there.",
    });

    /// <summary>The owner names the bot for their own chats, or takes that back. Nothing is locked by it, since the bot's other chats go on; an answer that it does not allow is refused and says so.</summary>
    private static Found Connection(Node connection)
    {
        var note = new Note(Notes.System) { Author = TelegramParty.User(connection["user"]), Contact = TelegramParty.User(connection["user"]), SentAt = connection["date"].Seconds };
        if (!connection["is_enabled"].IsTrue)
            return Found.Of(note with { Reason = "The owner has ended the business connection, so nothing can be answered in their chats." });
        return connection["rights"]["can_reply"].IsTrue || connection["can_reply"].IsTrue
            ? Found.Of(note with { Reason = "The owner lets the bot answer in their chats." })
            : Found.Of(note with { Reason = "The owner lets the bot read their chats, and does not let it answer there." });
    }

    private static Party? From(Node update) => update.Names.Select(name => TelegramParty.User(update[name]["from"])).FirstOrDefault(p => p is not null);
}
