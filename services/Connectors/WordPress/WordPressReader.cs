using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.WordPress;

/// <summary>
/// Reads what the follower found or the plugin pushed: <c>{event, at, ours, comment, post}</c>, one or several; or comments as the REST interface lists them. Pure.
/// </summary>
internal static class WordPressReader
{
    public static Reading Read(RawInput input)
    {
        if (Node.Read(input.Content, out var problem) is not { } body)
            return new([], [], problem);
        var all = body.IsObject ? [body] : body.ToList();
        var (found, problems) = (new List<Found>(), new List<string>());
        for (var i = 0; i < all.Count; i++)
        {
            var comment = all[i]["comment"].Exists ? all[i]["comment"] : all[i];
            if (comment["id"].Number is > 0 && (comment["content"].IsObject || all[i]["event"].Text is "removed" or "moderated"))
                found.Add(Event(all[i], comment, input));
            else
                problems.Add($"Comment {i + 1} of {all.Count} has no id or no content.");
        }
        if (all.Count == 0)
            problems.Add("There is no comment in it.");
        return new(found, [], problems.Count > 0 ? string.Join(' ', problems.Take(5)) : null);
    }

    private static Found Event(Node e, Node comment, RawInput input)
    {
        var post = e["post"].IsObject ? e["post"] : WordPressComment.Post(comment);
        var (id, author, at) = (comment["id"].Id!, WordPressParty.Of(comment), input.NoLater(e["at"].Moment));
        var ours = e["ours"].IsTrue || comment["author"].Number is > 0 and var member && member == post["author"].Number;
        var about = new Note(Notes.Ignore)
        {
            Direction = ours ? Direction.Out : Direction.In, Author = author, Contact = ours ? null : author, ExternalId = id, Content = WordPressComment.Content(comment, post), SentAt = comment["date_gmt"].Moment,
        };
        return e["event"].Text switch
        {
            "removed" => Found.Of(new MessageDeleted(input.NewId(), input.AccountId, id, at), about with { Action = Notes.Delete, TargetExternalId = id, Reason = comment["status"].Text }),
            // A comment that was never here, or is gone again, comes whole when it is shown; one marked as spam has nothing to bring.
            "moderated" when WordPressComment.State(comment) is ModerationState.Spam => Found.Of(new MessageModerated(input.NewId(), input.AccountId, id, new(ModerationState.Spam, at)), about with { Action = Notes.System, TargetExternalId = id, Reason = "It was marked as spam." }),
            _ when !WordPressComment.IsSaid(comment) => Found.Of(about with { Reason = $"A {comment["type"].Text} is not what a person says." }),
            _ when !WordPressComment.IsShown(comment) => Found.Of(about with { Reason = $"WordPress has it as {comment["status"].Text}; it comes when that is taken back." }),
            "edited" => Found.Of(new MessageEdited(input.NewId(), input.AccountId, id, WordPressComment.Body(comment), at), about with { Action = Notes.Edit, TargetExternalId = id }),
            _ when ours && comment["parent"].Number is null or 0 => Found.Of(about with { Action = Notes.System, Reason = "Our own comment under the article answers nobody.", Text = WordPressComment.Body(comment).Text }),
            _ => Found.Of(Message(e, comment, about, at, input)),
        };
    }

    /// <summary>What our side wrote goes to whoever wrote the comment that it answers, and that is known by its id.</summary>
    private static MessageReceived Message(Node e, Node comment, Note about, DateTimeOffset at, RawInput input) => new(
        input.NewId(), input.AccountId, WordPressChannel.Name, Keys.Of(WordPressChannel.Name, about.ExternalId!), about.Direction!.Value, Visibility.Public,
        about.Author!, about.Contact ?? new(null), WordPressComment.Body(comment), about.SentAt, input.ReceivedAt)
    {
        ExternalId = about.ExternalId,
        Sequence = comment["id"].Number,
        ParentExternalId = comment["parent"].Number is > 0 ? comment["parent"].Id : null,
        ThreadKey = about.Contact is { } person ? $"{comment["post"].Id}/{person.ExternalId}" : comment["post"].Id,
        Content = about.Content,
        Standing = new(WordPressComment.State(comment) ?? ModerationState.Approved, at),
        PayloadId = input.PayloadId,
        Historic = e["historic"].IsTrue || input.Origin == Origin.Import,
    };
}
