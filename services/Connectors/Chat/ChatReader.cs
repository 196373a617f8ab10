using Inbox.Connectors.Json;
using Inbox.Contracts;
using Inbox.Connectors.Email;

namespace Inbox.Connectors.Chat;

/// <summary>Reads what the door stored into the one event it is. Pure.</summary>
internal static class ChatReader
{
    public static Reading Read(RawInput input)
    {
        if (Node.Read(input.Content, out var reason) is not { } body)
            return new([], [], reason);
        var visitor = body["visitor"];
        if (visitor["id"].Text is not { } person || body["id"].Text is not { } id)
            return new([], [], "It names no visitor or has no id.");
        var file = File(body["file"]);
        var address = visitor["address"].Text;
        var isAddress = body["kind"].Text == "address";
        var text = isAddress ? address ?? "" : body["text"].Text ?? "";
        if (text.Length == 0 && file is null)
            return new([], [], "It has neither text nor a file.");
        var party = new Party(person, visitor["name"].Text, visitor["handle"].Text, address);
        var at = body["at"].Milliseconds is { } said && said < input.ReceivedAt ? said : input.ReceivedAt;
        return new([Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, ChatChannel.Name, Keys.Of(ChatChannel.Name, person, id), Direction.In, Visibility.Private,
            party, party, new(text, text, Attachments: file is null ? [] : [file]), at, input.ReceivedAt)
        {
            ExternalId = $"{person}/{id}",
            ThreadKey = person,
            Content = Content(body["page"]),
            PayloadId = input.PayloadId,
            // An address that was left is shown to staff and asks for nothing.
            Automatic = isAddress ? AutomaticKind.System : null,
            KnownAs = address is not null && visitor["verified"].IsTrue ? [new(EmailChannel.Name, address.ToLowerInvariant())] : [],
            Historic = input.Origin == Origin.Import,
        })], []);
    }

    /// <summary>The campaign that brought them; else the page without what changes from visit to visit. The link is as it was.</summary>
    private static ContentRef? Content(Node page) =>
        Uri.TryCreate(page["url"].Text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? (Campaign.Of(page["campaign"].Text) ?? Campaign.Of(url.Query))?.Content(url.AbsoluteUri) ?? new(url.GetLeftPart(UriPartial.Path), url.AbsoluteUri, page["title"].Text)
            : null;

    private static AttachmentRef? File(Node file) =>
        file["id"].Text is { } id ? new(id, file["name"].Text ?? "file", file["type"].Text ?? "application/octet-stream", file["size"].Number ?? 0) : null;
}
