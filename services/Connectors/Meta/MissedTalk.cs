using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>
/// Direct messages that no delivery told of (developers.facebook.com/docs/messenger-platform/conversations): conversations, those that were spoken in last first, and the messages of each. A message has one id, there as in deliveries.
/// </summary>
/// <param name="channel">The channel's name.</param>
/// <param name="platform">What the platform calls it.</param>
/// <param name="more">Fields of a message that only this platform has.</param>
internal sealed class MissedTalk(string channel, string platform, string more = "")
{
    public IReadOnlyList<Shelf> Shelves { get; } =
    [
        new("talks", (_, _, _) => $"me/conversations?platform={platform}&fields=id,updated_time&limit=50", Talk) { IsFirst = true, IsSorted = true },
        new("messages", (_, ask, _) => $"{Uri.EscapeDataString(ask.At!)}/messages?fields={Uri.EscapeDataString($"id,created_time,from,to,message,shares,attachments{{id,name,mime_type,image_data,video_data,file_url}}{more}")}&limit=20", Message) { IsSorted = true },
    ];

    /// <summary>What is kept of a message. It is the account's own, to whoever else it names, or a person's to the account.</summary>
    public void Read(MetaReading into, Node missed, string? ours, long? place)
    {
        var (said, from) = (missed["said"], Party(missed["said"]["from"]));
        var to = said["to"]["data"].Select(Party).OfType<Party>().ToList();
        var isOurs = from?.ExternalId == ours;
        var person = isOurs ? to.Find(t => t.ExternalId != ours) : to.Exists(t => t.ExternalId == ours) ? from : null;
        if (isOurs && person is null && to.Count > 0)
        {
            into.Ignore("The account writes to itself.");
            return;
        }
        if (said["id"].Id is not { } id || person is null)
        {
            into.Unreadable(said["id"].Id is { } named ? $"Message {named} names nobody." : "A message has no \"mid\".");
            return;
        }
        var (files, at) = (MetaObjects.Files(into, said), MetaTime.Of(said["created_time"]));
        var text = string.Join('\n', said["shares"]["data"].Select(s => s["link"].Link).Prepend(said["message"].Text).OfType<string>());
        var story = said["story"]["reply_to"].IsObject ? said["story"]["reply_to"] : said["story"]["mention"];
        if (text.Length == 0 && files.Count == 0 && !story.IsObject)
            into.Add(new Note(Notes.Ignore) { ExternalId = id, Contact = person, SentAt = at, Reason = "The platform does not hand this kind of message over." });
        else
            into.Add(Found.Of(new MessageReceived(
                into.Input.NewId(), into.Input.AccountId, channel, Keys.Of(channel, id), isOurs ? Direction.Out : Direction.In, Visibility.Private, isOurs ? new(null) : person, person, new(text, text, null, null, files), at, into.Input.ReceivedAt)
            {
                ExternalId = id, Sequence = place, ThreadKey = person.ExternalId, PayloadId = into.Input.PayloadId, Content = story["id"].Id is { } told ? new(told, story["link"].Link, "Story") : null,
            }));
    }

    private static Step Talk(Node talk, Ask ask, DateTimeOffset since) =>
        MetaTime.Of(talk["updated_time"]) < since ? Step.Old : talk["id"].Id is { } id ? new() { Further = new("messages", id) } : Step.Nothing;

    private static Step Message(Node message, Ask ask, DateTimeOffset since) =>
        MetaTime.Of(message["created_time"]) < since ? Step.Old : message["id"].Id is { } id ? new((id, $$"""{"said":{{message}}}""")) : Step.Nothing;

    private static Party? Party(Node side) => side["id"].Id is { } id ? new(id, side["name"].Text ?? side["username"].Text, side["username"].Text) : null;
}
