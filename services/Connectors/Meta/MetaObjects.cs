using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>Reads what the Graph API answers when it is asked for comments and messages: one, a list, or several by their ids. History, not deliveries.</summary>
/// <param name="channel">The channel's name.</param>
internal sealed class MetaObjects(string channel)
{
    public void Read(MetaReading into, Node body)
    {
        foreach (var one in Objects(body))
            if (one["to"]["data"].Any())
                into.Add(Direct(into, one));
            else
                into.Add(Comment(into, one));
    }

    private static IEnumerable<Node> Objects(Node body) =>
        body["mentioned_comment"] is { IsObject: true } mention ? new[] { mention }.Where(IsSaid)
        : IsSaid(body) ? [body]
        : (body["data"].Any() ? body["data"] : body.Names.Select(name => body[name])).Where(IsSaid);

    private static bool IsSaid(Node o) => At(o) is not null && (o["message"].Text ?? o["text"].Text ?? o["attachments"]["data"][0]["id"].Id) is not null && Id(o) is not null;

    private Found Comment(MetaReading into, Node o)
    {
        var (author, text) = (Person(o["from"]) ?? Person(o["user"], o["username"].Text), o["message"].Text ?? o["text"].Text ?? "");
        var post = o["media"]["id"].Id ?? o["object"]["id"].Id;
        var parent = o["parent"]["id"].Id ?? o["parent_id"].Id;
        return new MetaComment(Id(o)!, parent, author, author?.ExternalId is { } id && into.Input.OwnIds.Contains(id), post is null ? null : new(post, o["permalink_url"].Link), At(o))
            .Said(channel, into.Input, new(text, text));
    }

    private Found Direct(MetaReading into, Node o)
    {
        var (input, author, text) = (into.Input, Person(o["from"]) ?? new(null), o["message"].Text ?? "");
        var isOurs = author.ExternalId is { } id && input.OwnIds.Contains(id);
        var person = isOurs ? Person(o["to"]["data"][0]) ?? new(null) : author;
        return Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, channel, Keys.Of(channel, Id(o)!), isOurs ? Direction.Out : Direction.In, Visibility.Private, author, person, new(text, text, null, null, Files(into, o)), At(o), input.ReceivedAt)
        {
            ExternalId = Id(o), ThreadKey = person.ExternalId, PayloadId = input.PayloadId, Historic = true,
        });
    }

    /// <summary>The files beside the words of a direct message.</summary>
    public static List<AttachmentRef> Files(MetaReading into, Node o) =>
        [.. from file in o["attachments"]["data"]
            let url = file["image_data"]["url"].Link ?? file["video_data"]["url"].Link ?? file["file_url"].Link
            where url is not null
            select @into.File(file["name"].Text ?? "file", file["mime_type"].Text ?? "application/octet-stream", url)];

    /// <summary>Where the id was not asked for, the address of a comment ends in it.</summary>
    private static string? Id(Node o) =>
        o["id"].Id ?? (o["permalink_url"].Link is { } link && link.LastIndexOf("comment_id=", StringComparison.Ordinal) is > 0 and var at ? link[(at + "comment_id=".Length)..] : null);

    private static DateTimeOffset? At(Node o) => MetaTime.Of(o["created_time"]) ?? MetaTime.Of(o["timestamp"]);

    private static Party? Person(Node who, string? name = null) =>
        (who["id"].Id ?? name) is { } id ? new(id, who["name"].Text ?? who["username"].Text ?? name, who["username"].Text ?? name) : null;
}
