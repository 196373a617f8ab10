using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>Reads direct messages of v2 (dm_events). Two people's conversation is named by both; a group has a number of its own.</summary>
/// <param name="input">The bytes.</param>
/// <param name="us">Our user; null when nobody said.</param>
/// <param name="included">Users and media that events name.</param>
internal sealed class XDirect(RawInput input, string? us, Node included)
{
    /// <summary>Before the thread of a group.</summary>
    public const string Group = "group/";

    public Found Read(Node e, List<Storage.NewFile> files)
    {
        var (id, sender, talk) = (e["id"].Id, User(e["sender_id"].Id), e["dm_conversation_id"].Id);
        var ours = us is not null && sender?.ExternalId == us;
        var peers = talk?.Split('-') is [var one, var two] ? new[] { one, two } : null;
        var person = !ours ? sender : peers is null ? null : User(Array.Find(peers, p => p != us));
        var about = new Note(Notes.Ignore) { Direction = ours ? Direction.Out : Direction.In, Author = sender, Contact = person, ExternalId = id, SentAt = e["created_at"].Moment };
        if (e["event_type"].Text != "MessageCreate")
            return Found.Of(about with { Action = Notes.System, Reason = $"In a conversation: {e["event_type"].Text}." });
        var refs = XMedia.Of(e["attachments"]["media_keys"], included["media"], input, files);
        var text = XText.Of(e["text"].Text, e["entities"]);
        return person?.ExternalId is { } who
            ? Message(about, peers is null && talk is not null ? $"{Group}{talk}" : who, XText.Body(text, isPost: false, refs), input)
            : Found.Of(about with { Action = Notes.System, Text = text, Reason = "Our own message to a group answers nobody in particular." });
    }

    public static Found Message(Note about, string thread, MessageBody body, RawInput input) => Found.Of(new MessageReceived(
        input.NewId(), input.AccountId, XChannel.Name, Keys.Of(XChannel.Name, "dm", about.ExternalId!), about.Direction!.Value, Visibility.Private, about.Author!, about.Contact, body, about.SentAt, input.ReceivedAt)
    {
        ExternalId = about.ExternalId,
        Sequence = XPost.Number(about.ExternalId!),
        ThreadKey = thread,
        PayloadId = input.PayloadId,
        Historic = input.Origin == Origin.Import,
    });

    private Party? User(string? id) => id is null ? null : XUser.Of(included["users"].FirstOrDefault(u => u["id"].Id == id)) ?? new(id);
}
