using Inbox.Connectors.Json;

namespace Inbox.Connectors.Telegram;

/// <summary>What a message says in words, also where it says it with something else.</summary>
internal static class TelegramText
{
    private static readonly string[] Known =
        ["message_id", "from", "chat", "date", "sender_chat", "business_connection_id", "sender_business_bot", "message_thread_id", "is_topic_message", "via_bot", "edit_date", "author_signature", "sender_boost_count", "direct_messages_topic"];

    public static string Of(Node m)
    {
        var said = m["text"].Text is { } text ? WithLinks(text, m["entities"]) : m["caption"].Text is { } caption ? WithLinks(caption, m["caption_entities"]) : null;
        return string.Join('\n', new[] { said, Place(m), Contact(m["contact"]), Poll(m["poll"]), m["dice"]["emoji"].Text, m["game"]["title"].Text, m["sticker"]["emoji"].Text, Story(m["story"]), List(m["checklist"]) }.OfType<string>());
    }

    /// <summary>What happened, where nobody said anything.</summary>
    public static string Service(Node m) => $"Nothing was said: {string.Join(", ", m.Names.Except(Known).DefaultIfEmpty("an empty message"))}.";

    /// <summary>The addresses behind words, which the platform gives apart from the text (offsets in UTF-16).</summary>
    private static string WithLinks(string text, Node entities)
    {
        foreach (var link in entities.Where(e => e["type"].Text == "text_link").OrderByDescending(e => e["offset"].Number))
            if (link["url"].Text is { } url && link["offset"].Number is { } offset and >= 0 && link["length"].Number is { } length and > 0 && offset < text.Length && length <= text.Length - offset
                && IsBoundary(text, (int)(offset + length)))
                text = text.Insert((int)(offset + length), $" ({url})");
        return text;
    }

    private static bool IsBoundary(string text, int at) => at == text.Length || !char.IsLowSurrogate(text[at]);

    private static string? Place(Node m)
    {
        var at = m["venue"].Exists ? m["venue"]["location"] : m["location"];
        if (!at.Exists)
            return null;
        var where = MapLink.Of(at["latitude"], at["longitude"]);
        return m["venue"].Exists ? $"{m["venue"]["title"].Text}, {m["venue"]["address"].Text}\n{where}" : where;
    }

    private static string? Contact(Node c) => c["phone_number"].Id is { } phone ? $"{string.Join(' ', new[] { c["first_name"].Text, c["last_name"].Text }.OfType<string>())} {phone}".Trim() : null;

    /// <summary>Somebody else's story that was passed on: the platform shows a bot nothing but whose it is.</summary>
    private static string? Story(Node story) =>
        story["chat"] is var of && of["username"].Text is { } name && story["id"].Id is { } id ? $"https://t.me/{Uri.EscapeDataString(name)}/s/{id}" : of.Exists ? of["title"].Text ?? of["first_name"].Text : null;

    private static string? List(Node list) => list["title"].Text is { } title ? $"{title}\n{string.Join('\n', list["tasks"].Select(t => $"- {t["text"].Text}"))}" : null;

    private static string? Poll(Node poll) => poll["question"].Text is { } question ? $"{question}\n{string.Join('\n', poll["options"].Select(o => $"- {o["text"].Text}"))}" : null;
}
