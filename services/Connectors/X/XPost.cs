using System.Globalization;
using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>Reads posts of v2, with what was included about them. A post that was changed has a new id each time; it is known by its first one.</summary>
/// <param name="input">The bytes.</param>
/// <param name="us">Our user; null when nobody said.</param>
/// <param name="included">Users, posts and media that posts name.</param>
internal sealed class XPost(RawInput input, string? us, Node included)
{
    private const long FirstSnowflake = 29_700_859_247, Epoch = 1_288_834_974_657;

    public IEnumerable<Found> Read(Node post, List<Storage.NewFile> files)
    {
        var id = First(post);
        var author = XUser.Of(Included("users", post["author_id"].Id)) ?? new(post["author_id"].Id);
        var ours = us is not null && author.ExternalId == us;
        var (contact, root) = (ours ? Person(post) : author, post["conversation_id"].Id ?? Referenced(post, "replied_to") ?? id);
        var about = new Note(Notes.Ignore)
        {
            Direction = ours ? Direction.Out : Direction.In, Author = author, Contact = contact, ExternalId = id, Content = Content(post, root, contact), SentAt = Created(post, id),
        };
        if (Referenced(post, "retweeted") is { } repeated)
            return [Found.Of(about with { Action = Notes.Reaction, TargetExternalId = repeated, Emoji = "repost" })];
        var text = XText.Of(post["note_tweet"]["text"].Text ?? post["text"].Text, post["note_tweet"]["text"].Exists ? post["note_tweet"]["entities"] : post["entities"]);
        if (ours && about.Contact is null)
            return [Own(post, about with { Action = Notes.System, Text = text, Reason = "Our own post answers nobody." }, files)];
        var body = XText.Body(text, isPost: true, XMedia.Of(post["attachments"]["media_keys"], included["media"], input, files));
        var message = Found.Of(Message(about, root, Referenced(post, "replied_to"), body, input));
        return id == post["id"].Id
            ? [message]
            : [message, Found.Of(new MessageEdited(input.NewId(), input.AccountId, id, body, input.NoLater(Time(post["id"].Id!) ?? post["created_at"].Moment)), about with { Action = Notes.Edit, TargetExternalId = id })];
    }

    /// <summary>What we publish is content for whoever answers it. Where it goes on from a post of ours, that one is what people see.</summary>
    private Found Own(Node post, Note about, List<Storage.NewFile> files)
    {
        var picture = post["attachments"]["media_keys"].Select(key => included["media"].FirstOrDefault(m => m["media_key"].Id == key.Id)).FirstOrDefault();
        return Referenced(post, "replied_to") is null
            ? Found.Of(new SeenPost(about.ExternalId!, about.Content!.Url, about.Content.Title, about.SentAt) { Picture = picture["preview_image_url"].Link ?? picture["url"].Link }
                .Seen(input.AccountId, XChannel.Name, input.NoLater(Time(post["id"].Id!) ?? post["created_at"].Moment), input.NewId, files), about)
            : Found.Of(about);
    }

    /// <summary>What our side answered belongs to whom it answers.</summary>
    public static MessageReceived Message(Note about, string root, string? parent, MessageBody body, RawInput input) => new(
        input.NewId(), input.AccountId, XChannel.Name, Keys.Of(XChannel.Name, about.ExternalId!), about.Direction!.Value, Visibility.Public, about.Author!, about.Contact, body, about.SentAt, input.ReceivedAt)
    {
        ExternalId = about.ExternalId,
        Sequence = Number(about.ExternalId!),
        ParentExternalId = parent,
        ThreadKey = $"{root}/{about.Contact!.ExternalId}",
        Content = about.Content,
        PayloadId = input.PayloadId,
        Historic = input.Origin == Origin.Import,
    };

    /// <summary>The id that a post had when it was new.</summary>
    public static string First(Node post) => post["edit_history_tweet_ids"][0].Id ?? post["id"].Id!;

    /// <summary>An id as the number that it is; later ones are greater.</summary>
    public static long? Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>When an id was given out: ids of this century's second decade and later begin with the time.</summary>
    public static DateTimeOffset? Time(string id) =>
        Number(id) is { } number and > FirstSnowflake ? DateTimeOffset.FromUnixTimeMilliseconds((number >> 22) + Epoch) : null;

    /// <summary>The earliest id that could have been given out some time before this one.</summary>
    public static string Before(string id, TimeSpan time) =>
        Time(id) is { } at && at.ToUnixTimeMilliseconds() - Epoch - (long)time.TotalMilliseconds is > 0 and var early ? (early << 22).ToString(CultureInfo.InvariantCulture) : id;

    /// <summary>An address that shows a post, whoever wrote it.</summary>
    public static string Link(string id, string? handle = null) => $"https://x.com/{handle ?? "i"}/status/{id}";

    /// <summary>The post under which all of it stands; where its person began that, without their words, which are no title.</summary>
    private ContentRef? Content(Node post, string root, Party? contact)
    {
        var found = root == post["id"].Id || root == First(post) ? post : Included("tweets", root);
        if (contact is not null && found["author_id"].Id == contact.ExternalId)
            return new(root, null, null);
        var handle = XUser.Of(Included("users", found["author_id"].Id))?.Handle;
        return new(root, Link(root, handle), found.IsObject ? XText.Title(XText.Of(found["note_tweet"]["text"].Text ?? found["text"].Text, found["note_tweet"]["text"].Exists ? found["note_tweet"]["entities"] : found["entities"])) : null);
    }

    /// <summary>Whom a post of ours answers; null when that is nobody, or ourselves.</summary>
    private Party? Person(Node post) =>
        Referenced(post, "replied_to") is not null && post["in_reply_to_user_id"].Id is { } to && to != us ? XUser.Of(Included("users", to)) ?? new(to) : null;

    private string? Referenced(Node post, string how) =>
        post["referenced_tweets"].FirstOrDefault(r => r["type"].Text == how)["id"].Id is { } id ? Included("tweets", id) is { IsObject: true } there ? First(there) : id : null;

    /// <summary>A changed post was said when it was new.</summary>
    private static DateTimeOffset? Created(Node post, string first) =>
        first != post["id"].Id && Time(first) is { } at ? DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()) : post["created_at"].Moment;

    private Node Included(string kind, string? id) => id is null ? default : included[kind].FirstOrDefault(n => n["id"].Id == id);
}
