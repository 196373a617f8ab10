using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Webhook;

/// <summary>Reads a delivery: one event, or several as an array or under <c>events</c>. Pure. One that cannot be read leaves the others alone. README.md describes the JSON.</summary>
internal static class WebhookReader
{
    public static Reading Read(RawInput input)
    {
        if (Node.Read(input.Content, out var reason) is not { } body)
            return new([], [], reason);
        var several = body["events"].Exists ? body["events"] : body;
        var events = several.IsObject ? [several] : several.ToList();
        var (found, files, problems) = (new List<Found>(), new List<Storage.NewFile>(), new List<string>());
        for (var i = 0; i < events.Count; i++)
        {
            var (one, problem) = Event(events[i], input, files);
            if (one is not null)
                found.Add(one);
            if (problem is not null)
                problems.Add($"Event {i + 1} of {events.Count}: {problem}");
        }
        if (events.Count == 0)
            problems.Add("There is no event in it: send one with \"type\" and \"data\", or several in an array.");
        return new(found, files, problems.Count > 0 ? string.Join(' ', problems.Take(5)) : null);
    }

    private static (Found? Found, string? Problem) Event(Node e, RawInput input, List<Storage.NewFile> files)
    {
        var data = e["data"];
        if (data["id"].Id is not { } id)
            return (null, "\"data\" has no \"id\".");
        return e["type"].Text switch
        {
            "message.received" => Message(data, id, e["timestamp"].Moment, input, files),
            "message.edited" => Edit(data, id, e["timestamp"].Moment, input, files),
            "message.deleted" => (Found.Of(new MessageDeleted(input.NewId(), input.AccountId, id, input.NoLater(data["deletedAt"].Moment ?? e["timestamp"].Moment))), null),
            { } type => (Found.Of(new Note(Notes.Ignore) { ExternalId = id, Reason = $"Nothing is known of the type '{type}'." }), null),
            null => (null, "it has no \"type\"."),
        };
    }

    private static (Found? Found, string? Problem) Edit(Node data, string id, DateTimeOffset? stamp, RawInput input, List<Storage.NewFile> files)
    {
        if ((data["text"].Text ?? data["html"].Text) is null)
            return (null, "it has neither \"text\" nor \"html\", and so does not say how the message reads now.");
        var (attachments, unread) = WebhookMessage.Attachments(data, input, files);
        return (Found.Of(new MessageEdited(input.NewId(), input.AccountId, id, WebhookMessage.Body(data, attachments), input.NoLater(data["editedAt"].Moment ?? stamp))), unread);
    }

    private static (Found? Found, string? Problem) Message(Node data, string id, DateTimeOffset? stamp, RawInput input, List<Storage.NewFile> files)
    {
        if (Choice(data, "direction", "in", "out") is not { } outgoing)
            return (null, "\"direction\" is neither \"in\" nor \"out\".");
        if (Choice(data, "visibility", "private", "public") is not { } isPublic)
            return (null, "\"visibility\" is neither \"private\" nor \"public\".");
        var (author, contact) = (WebhookMessage.Party(data["author"], input.AccountId), WebhookMessage.Party(data["contact"], input.AccountId));
        if ((outgoing ? contact : author) is not { } person)
            return (null, outgoing ? "a message of yours needs \"contact\" with an \"id\" or an \"address\"." : "\"author\" needs an \"id\" or an \"address\".");
        var (attachments, unread) = WebhookMessage.Attachments(data, input, files);
        if (WebhookMessage.Body(data, attachments) is { Text.Length: 0, Attachments.Count: 0 })
            return (null, unread ?? "it has neither \"text\" nor \"html\" nor \"attachments\".");
        return (Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, WebhookChannel.Name, Keys.Of(WebhookChannel.Name, id), outgoing ? Direction.Out : Direction.In, isPublic ? Visibility.Public : Visibility.Private,
            author ?? new(null), person, WebhookMessage.Body(data, attachments), data["sentAt"].Moment ?? stamp, input.ReceivedAt)
        {
            ExternalId = id,
            ParentExternalId = data["parent"].Id,
            ThreadKey = data["thread"].Id ?? (isPublic ? null : person.ExternalId),
            Content = data["content"]["id"].Id is { } content ? new(content, data["content"]["url"].Link, data["content"]["title"].Text) : null,
            Formerly = data[outgoing ? "contact" : "author"]["id"].Id,
            PayloadId = input.PayloadId,
            Historic = input.Origin == Origin.Import,
        }), unread);
    }

    /// <summary>Whether it is the second of two words; the first where nothing is said, and null for any other word.</summary>
    private static bool? Choice(Node data, string name, string usual, string other) =>
        !data[name].Exists || string.Equals(data[name].Text, usual, StringComparison.OrdinalIgnoreCase) ? false : string.Equals(data[name].Text, other, StringComparison.OrdinalIgnoreCase) ? true : null;
}
