using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>What is known around a post that its own JSON does not say.</summary>
/// <param name="Root">The post that its thread began with, or that it shows.</param>
/// <param name="Me">Our account's DID.</param>
/// <param name="Historic">It was there before the account was connected.</param>
/// <param name="ShowsOurs">The platform says that it shows a post of ours.</param>
internal readonly record struct BlueskyContext(Node Root = default, string? Me = null, bool Historic = false, bool ShowsOurs = false)
{
    public bool IsOurs(string? uri) => uri is not null && (ShowsOurs || Me is not null && BlueskyUri.Owner(uri) == Me);
}

/// <summary>Collects what a payload says.</summary>
internal sealed class BlueskyReading(RawInput input)
{
    private readonly List<Found> _found = [];
    private readonly List<Storage.NewFile> _files = [];

    public List<string> Problems { get; } = [];

    public Reading Done() => new(_found, _files, Problems.Count > 0 ? string.Join(' ', Problems.Take(5)) : null);

    public bool Note(Note note) => Add(Found.Of(note));

    public bool Deleted(string uri, DateTimeOffset? at) => Add(Found.Of(
        new MessageDeleted(input.NewId(), input.AccountId, uri, at ?? input.ReceivedAt), new(Notes.Delete) { TargetExternalId = uri }));

    public bool Message(Node post, BlueskyContext context)
    {
        var (uri, author) = (post["uri"].Text!, BlueskyPost.Author(post["author"])!);
        var ours = author.ExternalId == context.Me;
        var contact = ours ? Answered(post, context) : author;
        var about = new Note(Notes.System) { Direction = ours ? Direction.Out : Direction.In, Author = author, Contact = contact, ExternalId = uri, SentAt = post["indexedAt"].Moment ?? post["record"]["createdAt"].Moment };
        if (ours && BlueskyPost.Parent(post) is null)
            return Own(post, about with { Text = BlueskyText.Of(post["record"]), Reason = "Our own post answers nobody." });
        if (BlueskyPost.IsHidden(post))
            return Note(about with { Action = Notes.Ignore, Reason = "Bluesky's moderators have hidden this post." });
        var thread = Thread(post, context);
        return Add(Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, BlueskyChannel.Name, Keys.Of(BlueskyChannel.Name, uri), about.Direction!.Value, Visibility.Public, author, contact ?? new(null),
            BlueskyPost.Body(post, input, _files), about.SentAt, input.ReceivedAt)
        {
            ExternalId = uri,
            ParentExternalId = BlueskyPost.Parent(post) ?? (thread == uri ? null : thread),
            ThreadKey = $"{thread}/{contact?.ExternalId}",
            Content = Content(thread, uri, contact, context.Root),
            PayloadId = input.PayloadId,
            Historic = context.Historic || input.Origin == Origin.Import,
        }));
    }

    /// <summary>A direct message; without anybody on the other side it is none.</summary>
    public bool Said(Node message, Note about, bool historic) => about.Contact is not { } contact
        ? Note(about with { Reason = "Our own direct message, to nobody who is known." })
        : Add(Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, BlueskyChannel.Name, Keys.Of(BlueskyChannel.Name, "dm", about.ExternalId!), about.Direction!.Value, Visibility.Private, about.Author!, contact,
            BlueskyText.Talk(message), about.SentAt, input.ReceivedAt)
        {
            ExternalId = about.ExternalId,
            ThreadKey = contact.ExternalId,
            PayloadId = input.PayloadId,
            Historic = historic || input.Origin == Origin.Import,
        }));

    /// <summary>What we publish is content for whoever answers it.</summary>
    private bool Own(Node post, Note about) =>
        Add(Found.Of(BlueskyPost.Seen(post, about.SentAt).Seen(input.AccountId, BlueskyChannel.Name, input.NoLater(about.SentAt), input.NewId, _files), about));

    /// <summary>Whom our side answers: its parent's owner, whose name its address tells.</summary>
    private static Party? Answered(Node post, BlueskyContext context) => BlueskyUri.Owner(BlueskyPost.Parent(post)) is { } did && did != context.Me ? new(did) : null;

    /// <summary>The post that everything under it is about: where the thread began, and behind that the post of ours that its beginning shows.</summary>
    private static string Thread(Node post, BlueskyContext context)
    {
        var began = BlueskyPost.Root(post);
        var shown = BlueskyPost.Quoted(began is null ? post : context.Root);
        return context.IsOurs(shown) ? shown! : began ?? post["uri"].Text!;
    }

    /// <summary>What somebody began themselves is no other post for them.</summary>
    private static ContentRef? Content(string thread, string uri, Party? contact, Node root)
    {
        if (thread == uri || BlueskyUri.Owner(thread) is { } owner && owner == contact?.ExternalId)
            return null;
        var record = root["uri"].Text == thread ? root["record"] : root["embed"]["record"]["value"].Exists ? root["embed"]["record"]["value"] : root["embed"]["record"]["record"]["value"];
        return new(thread, BlueskyUri.Link(thread), BlueskyText.Title(record));
    }

    private bool Add(Found found)
    {
        _found.Add(found);
        return true;
    }
}
