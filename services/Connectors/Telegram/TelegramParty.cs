using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Telegram;

/// <summary>People, bots and chats as Telegram names them.</summary>
internal static class TelegramParty
{
    public static Party? User(Node user) => user["id"].Id is { } id ? new(id, Name(user), user["username"].Text) : null;

    /// <summary>A private chat is the person; a group or channel stands for itself.</summary>
    public static Party? Chat(Node chat) => chat["id"].Id is { } id ? new(id, chat["title"].Text ?? Name(chat), chat["username"].Text) : null;

    private static string? Name(Node who) => string.Join(' ', new[] { who["first_name"].Text, who["last_name"].Text }.OfType<string>()) is { Length: > 0 } name ? name : null;
}
