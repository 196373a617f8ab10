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

    /// <summary>Files that came in the delivery itself; others have no bytes and are left out.</summary>
    public static IReadOnlyList<AttachmentRef> Attachments(Node data, RawInput input, List<Storage.NewFile> files)
    {
        var refs = new List<AttachmentRef>();
        foreach (var file in data["attachments"])
            if (Bytes(file["content"].Text) is { } bytes)
            {
                files.Add(new(input.NewId(), file["name"].Text ?? "file", file["type"].Text ?? "application/octet-stream", bytes));
                refs.Add(new(files[^1].Id, files[^1].Name, files[^1].Type, bytes.Length));
            }
        return refs;
    }

    private static byte[]? Bytes(string? base64)
    {
        var bytes = new byte[(base64?.Length ?? 0) * 3 / 4 + 3];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
