using System.Text;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.WhatsApp;

/// <summary>What a message says: words as words, files as files, and what is neither (a place, somebody's card) as words that can be read.</summary>
internal static class WhatsAppBody
{
    private static readonly Dictionary<string, (string Name, string Type)> Media = new()
    {
        ["image"] = ("photo.jpg", "image/jpeg"), ["video"] = ("video.mp4", "video/mp4"), ["audio"] = ("audio.ogg", "audio/ogg"), ["voice"] = ("voice.ogg", "audio/ogg"),
        ["document"] = ("document", "application/octet-stream"), ["sticker"] = ("sticker.webp", "image/webp"),
    };

    public static MessageBody Of(MetaReading into, Node m)
    {
        var files = new List<AttachmentRef>();
        var text = m["type"].Text switch
        {
            "text" => m["text"]["body"].Text,
            "button" => m["button"]["text"].Text ?? m["button"]["payload"].Text,
            "interactive" => Chosen(into, m["interactive"], files),
            "location" => Place(m["location"]),
            "contacts" => string.Join('\n', m["contacts"].Select(Card)),
            "order" => Ordered(into, m["order"], files),
            { } kind when Media.ContainsKey(kind) => File(into, kind, m[kind], files),
            { } kind => m[kind]["body"].Text ?? m[kind]["text"].Text ?? $"({kind})",
            null => null,
        } ?? "";
        return new(text, text, null, null, files);
    }

    /// <summary>A file under its id, and the words beside it.</summary>
    private static string? File(MetaReading into, string kind, Node media, List<AttachmentRef> files)
    {
        var (name, type) = Media[kind];
        if (media["id"].Id is { } id)
            files.Add(into.File(media["filename"].Text ?? name, media["mime_type"].Text ?? type, id) with { Sticker = kind == "sticker" });
        return media["caption"].Text;
    }

    /// <summary>A button, a line of a list, or a form that was filled in, whose answers are kept as a file.</summary>
    private static string? Chosen(MetaReading into, Node interactive, List<AttachmentRef> files)
    {
        var kind = interactive["type"].Text;
        var chosen = kind is null ? default : interactive[kind];
        if (chosen["response_json"].Text is { } answers)
            files.Add(into.File("answers.json", "application/json", Encoding.UTF8.GetBytes(answers)));
        return chosen["title"].Text ?? chosen["body"].Text ?? chosen["response"].Text ?? interactive["body"]["text"].Text ?? $"({kind ?? "interactive"})";
    }

    /// <summary>What goes with an order in words; what was ordered is kept as a file.</summary>
    private static string? Ordered(MetaReading into, Node order, List<AttachmentRef> files)
    {
        var lines = order["product_items"].Select(i => $"{i["quantity"].Id ?? "?"} × {i["product_retailer_id"].Id ?? "?"}, {i["item_price"].Text ?? i["item_price"].ToString()} {i["currency"].Text}").ToList();
        if (lines.Count > 0)
            files.Add(into.File("order.txt", "text/plain", Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        return order["text"].Text;
    }

    private static string Place(Node at)
    {
        var map = at["url"].Link ?? MapLink.Of(at["latitude"], at["longitude"]);
        return string.Join('\n', new[] { at["name"].Text, at["address"].Text, map }.OfType<string>());
    }

    private static string Card(Node contact)
    {
        string?[] parts =
        [
            contact["name"]["formatted_name"].Text ?? contact["name"]["first_name"].Text, contact["org"]["company"].Text,
            .. contact["phones"].Select(p => p["phone"].Id), .. contact["emails"].Select(e => e["email"].Text),
        ];
        return string.Join(' ', parts.OfType<string>());
    }
}
