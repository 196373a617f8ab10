using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Mastodon;

/// <summary>What is known around a status that its own JSON does not say.</summary>
/// <param name="Root">The status that its thread begins with.</param>
/// <param name="Me">The platform's id of our account.</param>
/// <param name="Historic">It was there before the account was connected.</param>
/// <param name="Peer">The person on the other side of a private conversation.</param>
/// <param name="IsOurs">Our side wrote it.</param>
internal readonly record struct MastodonContext(Node Root = default, string? Me = null, bool Historic = false, Node Peer = default, bool IsOurs = false);

/// <summary>Collects what a payload says.</summary>
internal sealed class MastodonReading(RawInput input)
{
    private readonly List<Found> _found = [];
    private readonly List<Storage.NewFile> _files = [];

    public List<string> Problems { get; } = [];

    public Reading Done() => new(_found, _files, Problems.Count > 0 ? string.Join(' ', Problems.Take(5)) : null);

    public bool Note(Note note) => Add(Found.Of(note));

    public bool Deleted(string id, DateTimeOffset? at) => Add(Found.Of(
        new MessageDeleted(input.NewId(), input.AccountId, id, at ?? input.ReceivedAt), new(Notes.Delete) { TargetExternalId = id }));

    public bool Edited(Node status, MastodonContext about) => Add(Found.Of(
        new MessageEdited(input.NewId(), input.AccountId, status["id"].Id!, MastodonStatus.Body(status, input, _files), status["edited_at"].Moment ?? input.ReceivedAt), About(status, about) with { Action = Notes.Edit }));

    public bool Message(Node status, MastodonContext context)
    {
        var about = About(status, context);
        if (about.Direction == Direction.Out && about.Contact is null && status["in_reply_to_id"].Id is null)
            return Own(status, about with { Action = Notes.System, Text = MastodonStatus.Body(status, input, []).Text, Reason = "Our own post answers nobody." });
        var (id, isDirect) = (status["id"].Id!, MastodonStatus.IsDirect(status));
        return Add(Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, MastodonChannel.Name, Keys.Of(MastodonChannel.Name, id), about.Direction!.Value, isDirect ? Visibility.Private : Visibility.Public,
            about.Author ?? new(null), about.Contact ?? new(null), MastodonStatus.Body(status, input, _files), about.SentAt, input.ReceivedAt)
        {
            ExternalId = id,
            Sequence = status["id"].Number,
            ParentExternalId = status["in_reply_to_id"].Id ?? Root(status, context).Quoted,
            ThreadKey = isDirect ? Talk(status, about, context) : $"{Root(status, context).Id}/{about.Contact?.ExternalId}",
            Content = about.Content,
            PayloadId = input.PayloadId,
            Historic = context.Historic || input.Origin == Origin.Import,
        }));
    }

    /// <summary>What we publish is content for whoever answers it, unless only those who are named can read it.</summary>
    private bool Own(Node status, Note about)
    {
        if (MastodonStatus.IsDirect(status) || MastodonStatus.Content(status) is not { } content)
            return Note(about);
        var at = status["edited_at"].Moment ?? about.SentAt;
        return Add(Found.Of(MastodonStatus.Seen(status, content).Seen(input.AccountId, MastodonChannel.Name, input.NoLater(at), input.NewId, _files), about));
    }

    private static Note About(Node status, MastodonContext context)
    {
        var author = MastodonParty.Of(status["account"]);
        var ours = context.IsOurs || context.Me is { } me && status["account"]["id"].Id == me;
        var contact = ours ? Answered(status, context) : author;
        return new(Notes.Ignore)
        {
            Direction = ours ? Direction.Out : Direction.In, Author = author, Contact = contact, ExternalId = status["id"].Id, TargetExternalId = status["id"].Id,
            Content = MastodonStatus.IsDirect(status) ? null : Content(status, contact, context), SentAt = status["created_at"].Moment,
        };
    }

    /// <summary>Whom our side wrote to: the author of what it answers; in private, and where it goes on from our own words, whoever it names first.</summary>
    private static Party? Answered(Node status, MastodonContext context)
    {
        var answered = status["in_reply_to_account_id"].Id;
        var named = status["mentions"].Where(m => m["id"].Id != context.Me).ToList();
        var found = named.FirstOrDefault(m => m["id"].Id == answered);
        var goesOn = MastodonStatus.IsDirect(status) || answered is not null && answered == context.Me;
        return MastodonParty.Of(found) ?? (goesOn ? MastodonParty.Of(context.Peer) ?? MastodonParty.Of(named.FirstOrDefault()) : null);
    }

    /// <summary>What a thread is about: the post that it began with, or that this post quotes. What somebody began themselves is no other post for them.</summary>
    private static ContentRef? Content(Node status, Party? contact, MastodonContext context)
    {
        var quoted = MastodonStatus.Quoted(status["in_reply_to_id"].Exists ? context.Root : status);
        var post = MastodonStatus.Is(quoted) && (context.Me is null || quoted["account"]["id"].Id == context.Me) ? quoted : context.Root;
        return MastodonStatus.Is(post) && MastodonParty.Of(post["account"])?.ExternalId != contact?.ExternalId ? MastodonStatus.Content(post) : null;
    }

    private static (string? Id, string? Quoted) Root(Node status, MastodonContext context)
    {
        var quoted = status["quote"]["quoted_status"]["id"].Id ?? status["quote"]["quoted_status_id"].Id;
        return (context.Root["id"].Id ?? status["in_reply_to_id"].Id ?? quoted ?? status["id"].Id, quoted);
    }

    /// <summary>The other side; where several are named, all of them: an answer to one is no answer to the rest.</summary>
    private static string? Talk(Node status, Note about, MastodonContext context)
    {
        var others = status["mentions"].Where(m => context.Me is not null && m["id"].Id != context.Me).Select(m => MastodonParty.Of(m)?.ExternalId).Append(about.Contact?.ExternalId)
            .OfType<string>().Where(id => about.Direction == Direction.In || id != about.Author?.ExternalId).Distinct().Order(StringComparer.Ordinal).ToList();
        return others.Count > 1 ? string.Join(' ', others) : about.Contact?.ExternalId;
    }

    private bool Add(Found found)
    {
        _found.Add(found);
        return true;
    }
}
