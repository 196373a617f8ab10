using System.Globalization;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.X;

/// <summary>
/// Reads what the Account Activity API pushes, in the form of the platform's first version. Answers do not name the post under which they stand there, so an account
/// that is followed takes them from v2, within seconds; what has no such post, and direct messages, deletions, likes and receipts are taken from here.
/// </summary>
internal static class XActivity
{
    private static readonly string[] Relations = ["follow_events", "unfollow_events", "block_events", "unblock_events", "mute_events", "unmute_events"];

    public static IEnumerable<Found> Read(Node body, RawInput input, List<Storage.NewFile> files, Action<string> unreadable)
    {
        var us = body["for_user_id"].Id;
        foreach (var post in body["tweet_create_events"])
            yield return Post(post, us, input, files) ?? Broken("A post has no id or no author.");
        foreach (var gone in body["tweet_delete_events"])
            yield return gone["status"]["id"].Id is { } id
                ? Found.Of(new MessageDeleted(input.NewId(), input.AccountId, id, input.NoLater(gone["timestamp_ms"].Milliseconds)), new(Notes.Delete) { TargetExternalId = id, Author = new(gone["status"]["user_id"].Id) })
                : Broken("A deletion names no post.");
        foreach (var e in body["direct_message_events"])
            yield return Direct(e, body, us, input, files) ?? Broken("A direct message has no id, no sender or no recipient.");
        foreach (var liked in body["favorite_events"])
            yield return Found.Of(new Note(Notes.Reaction)
            {
                Direction = Side(liked["user"], us), Author = XUser.Of(liked["user"]), Contact = Side(liked["user"], us) == Direction.In ? XUser.Of(liked["user"]) : XUser.Of(liked["favorited_status"]["user"]),
                TargetExternalId = Id(liked["favorited_status"]), Emoji = "like", SentAt = liked["timestamp_ms"].Milliseconds,
            });
        foreach (var typing in body["direct_message_indicate_typing_events"])
            yield return Found.Of(new Note(Notes.Typing) { Direction = Direction.In, Author = User(body, typing["sender_id"]), Contact = User(body, typing["sender_id"]), SentAt = typing["created_timestamp"].Milliseconds });
        foreach (var read in body["direct_message_mark_read_events"])
            yield return Found.Of(new Note(Notes.Read)
            {
                Direction = Direction.In, Author = User(body, read["sender_id"]), Contact = User(body, read["sender_id"]), TargetExternalId = read["last_read_event_id"].Id, SentAt = read["created_timestamp"].Milliseconds,
            });
        foreach (var kind in Relations)
            foreach (var e in body[kind])
                yield return Found.Of(new Note(Notes.System)
                {
                    Direction = Side(e["source"], us), Author = XUser.Of(e["source"]), Contact = Side(e["source"], us) == Direction.In ? XUser.Of(e["source"]) : XUser.Of(e["target"]),
                    SentAt = e["created_timestamp"].Milliseconds, Reason = $"X tells of {e["type"].Text ?? kind}.",
                });
        if (body["user_event"]["revoke"] is { IsObject: true } revoked)
            yield return Found.Of(new Note(Notes.System) { Author = new(revoked["source"]["user_id"].Id), SentAt = revoked["date_time"].Moment, Reason = "The user took the app's access back." });
        if (body["replay_job_status"] is { IsObject: true } job)
            yield return Found.Of(new Note(Notes.System) { Reason = job["job_state_description"].Text ?? "A replay has ended." });

        Found Broken(string problem)
        {
            unreadable(problem);
            return Found.Of(new Note(Notes.Ignore) { Reason = problem });
        }
    }

    private static Found? Post(Node post, string? us, RawInput input, List<Storage.NewFile> files)
    {
        if (Id(post) is not { } id || XUser.Of(post["user"]) is not { } author)
            return null;
        var answered = post["in_reply_to_status_id_str"].Id ?? post["in_reply_to_status_id"].Id;
        var ours = us is not null && author.ExternalId == us;
        var whom = answered is not null && (post["in_reply_to_user_id_str"].Id ?? post["in_reply_to_user_id"].Id) is { } to && to != us ? new Party(to, null, post["in_reply_to_screen_name"].Text) : null;
        var text = Text(post);
        var first = post["edit_history"]["initial_tweet_id"].Id ?? id;
        var (root, contact) = (answered ?? first, ours ? whom : author);
        var begunBy = answered is null ? author.ExternalId : post["in_reply_to_user_id_str"].Id ?? post["in_reply_to_user_id"].Id;
        // The words of whoever began it are no title.
        var content = contact is not null && begunBy == contact.ExternalId ? new(root, null, null) : new ContentRef(root, XPost.Link(root, answered is null ? author.Handle : null), answered is null ? XText.Title(text) : null);
        var about = new Note(Notes.Ignore) { Direction = ours ? Direction.Out : Direction.In, Author = author, Contact = contact, ExternalId = first, Content = content, SentAt = Created(post["created_at"]) };
        if (post["retweeted_status"].IsObject)
            return Found.Of(about with { Action = Notes.Reaction, TargetExternalId = Id(post["retweeted_status"]), Emoji = "repost" });
        if (ours && whom is null)
            return Found.Of(about with { Action = Notes.System, Text = text, Reason = "Our own post answers nobody." });
        if (input.OwnIds.Count > 0 && (answered is not null || first != id))
            return Found.Of(about with { Reason = "It is asked for, with the post under which it stands." });
        return Found.Of(XPost.Message(about, root, answered, XText.Body(text, isPost: true, XMedia.Of(Media(post), input, files)), input));
    }

    private static Found? Direct(Node e, Node body, string? us, RawInput input, List<Storage.NewFile> files)
    {
        var (create, data) = (e["message_create"], e["message_create"]["message_data"]);
        if (e["id"].Id is not { } id || User(body, create["sender_id"]) is not { } sender || User(body, create["target"]["recipient_id"]) is not { } recipient)
            return null;
        var ours = us is not null && sender.ExternalId == us;
        var about = new Note(Notes.Ignore) { Direction = ours ? Direction.Out : Direction.In, Author = sender, Contact = ours ? recipient : sender, ExternalId = id, SentAt = e["created_timestamp"].Milliseconds };
        var media = data["attachment"]["media"];
        var refs = media.IsObject ? XMedia.Of(Node.Read(System.Text.Encoding.UTF8.GetBytes($"[{media}]"), out _) ?? default, input, files) : [];
        var text = XText.Of(data["text"].Text, data["entities"]);
        if (data["quick_reply_response"]["metadata"].Text is { } pressed && text.Length == 0)
            text = pressed;
        return XDirect.Message(about, about.Contact.ExternalId!, XText.Body(refs.Count > 0 && media["url"].Text is { } link ? text.Replace(link, "", StringComparison.Ordinal).Trim() : text, isPost: false, refs), input);
    }

    /// <summary>A long post has its whole text apart.</summary>
    private static string Text(Node post)
    {
        var whole = post["extended_tweet"];
        return whole["full_text"].Text is { } text ? XText.Of(text, whole["entities"]) : XText.Of(post["full_text"].Text ?? post["text"].Text, post["entities"]);
    }

    private static Node Media(Node post) =>
        new[] { post["extended_tweet"]["extended_entities"]["media"], post["extended_entities"]["media"], post["extended_tweet"]["entities"]["media"], post["entities"]["media"] }.FirstOrDefault(m => m.Any());

    private static string? Id(Node post) => post["id_str"].Id ?? post["id"].Id;

    private static Party? User(Node body, Node id) => id.Id is { } who ? XUser.Of(body["users"][who]) ?? new(who) : null;

    private static Direction Side(Node user, string? us) => us is not null && XUser.Of(user)?.ExternalId == us ? Direction.Out : Direction.In;

    private static DateTimeOffset? Created(Node at) =>
        DateTimeOffset.TryParseExact(at.Text, "ddd MMM dd HH:mm:ss zzz yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment) ? moment : at.Moment;
}
