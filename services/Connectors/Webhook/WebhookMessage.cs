using Inbox.Connectors.Json;
using Inbox.Contracts;
using Inbox.Mail.Text;

namespace Inbox.Connectors.Webhook;

/// <summary>The parts of a message in a delivery.</summary>
internal static class WebhookMessage
{
    /// <summary>Somebody who can be told from others: by an id, or by an address. Each caller counts on its own, so an id stands behind its account: two accounts' "1" are two people.</summary>
    public static Party? Party(Node party, string account)
    {
        var address = party["address"].Text;
        return (party["id"].Id is { } own ? $"{account}/{own}" : address?.ToLowerInvariant()) is { } id ? new(id, party["name"].Text, party["handle"].Text, address) : null;
    }

    /// <summary>What the caller itself calls somebody, or a thread that is called after somebody.</summary>
    public static string? Theirs(string? id, string account) => id is not null && id.StartsWith($"{account}/", StringComparison.Ordinal) ? id[(account.Length + 1)..] : id;

    /// <summary>The text as it stands there, or read out of the HTML.</summary>
    public static MessageBody Body(Node data, IReadOnlyList<AttachmentRef> attachments)
    {
        var html = data["html"].Text;
        var text = data["text"].Text ?? (html is null ? "" : HtmlText.ToText(html));
        return new(text, text, data["subject"].Text, html, attachments);
    }

    /// <summary>Files that came in the delivery itself, and what is wrong with those that cannot be read.</summary>
    public static (IReadOnlyList<AttachmentRef> Read, string? Unread) Attachments(Node data, RawInput input, List<Storage.NewFile> files)
    {
        var (refs, unread) = (new List<AttachmentRef>(), new List<string>());
        var several = data["attachments"];
        foreach (var file in several.IsObject ? [several] : several.ToList())
            if (Bytes(file["content"].Text) is { } bytes)
            {
                files.Add(new(input.NewId(), file["name"].Text ?? "file", file["type"].Text ?? "application/octet-stream", bytes));
                refs.Add(new(files[^1].Id, files[^1].Name, files[^1].Type, bytes.Length));
            }
            else
                unread.Add(file["name"].Text ?? "file");
        return (refs, unread.Count > 0 ? $"the \"content\" of the attachment {string.Join(", ", unread.Take(3))} is missing, empty or not Base64."
            : several.Exists && !several.IsObject && !several.IsList ? "\"attachments\" is no array of files." : null);
    }

    /// <summary>Base64, also as addresses carry it (RFC 4648 section 5), and behind the head of a data URL (RFC 2397).</summary>
    private static byte[]? Bytes(string? text)
    {
        if (text is null)
            return null;
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && text.IndexOf(";base64,", StringComparison.OrdinalIgnoreCase) is > 0 and var head)
            text = text[(head + 8)..];
        text = text.TrimEnd('=', '\n', '\r', ' ').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length * 3 / 4 + 3];
        var whole = text + new string('=', (4 - (text.Count(c => !char.IsWhiteSpace(c)) % 4)) % 4);
        return Convert.TryFromBase64String(whole, bytes, out var length) ? bytes[..length] : null;
    }
}
