using System.ComponentModel.DataAnnotations;
using Inbox.Contracts;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Writing: replies, their undoing and sending again, notes, drafts.</summary>
internal static class ReplyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/conversations/{id}").WithTags("Replies").Requires(Right.Answer);
        one.MapPost("/replies", PostAsync);
        one.MapDelete("/replies/{clientId}", UndoAsync);
        one.MapPost("/replies/{clientId}/attempts", AgainAsync);
        one.MapPost("/notes", NoteAsync);
        one.MapPut("/draft", SaveDraftAsync);
        one.MapDelete("/draft", DropDraftAsync);
    }

    private static async Task<Results<Accepted<Posted>, ProblemHttpResult>> PostAsync(
        string id, ReplyBody body, ConversationDoor door, PostReply post, Shown shown, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        var reply = new NewReply(card.Id, door.Caller.Id, door.Caller.Name, body.ClientId, body.Text, body.SeenVersion, body.Private, body.Attachments) { Template = body.Template, Inserted = Words(body.Inserted) };
        return await post.RunAsync(reply, cancel) switch
        {
            ReplyOutcome.Queued queued => TypedResults.Accepted((string?)null, new Posted(shown.Message(queued.Message))),
            ReplyOutcome.Missed missed => Problems.Conflict(
                "Something came that you have not seen. Read 'missed', then send again with 'version' as seenVersion.",
                new Dictionary<string, object?> { ["missed"] = shown.Messages(missed.Messages), ["version"] = missed.Version }),
            ReplyOutcome.Invalid invalid => Problems.Invalid([("text", invalid.Reason)], invalid.Closed is { } closed ? [("text", closed)] : null, invalid.Until),
            _ => Problems.NotFound("conversation", id),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UndoAsync(
        string id, string clientId, ConversationDoor door, UndoReply undo, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        var outcome = await undo.RunAsync(card.Id, door.Caller.Id, clientId, cancel);
        return outcome is Outcome<Acted>.Done ? TypedResults.NoContent() : ConversationDoor.Refused(outcome, "reply of yours", clientId);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> AgainAsync(
        string id, string clientId, ConversationDoor door, RetryReply retry, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        var outcome = await retry.RunAsync(card.Id, door.Caller.Id, clientId, cancel);
        return outcome is Outcome<Acted>.Done ? TypedResults.Accepted((string?)null) : ConversationDoor.Refused(outcome, "reply", clientId);
    }

    private static async Task<Results<Created<Posted>, ProblemHttpResult>> NoteAsync(
        string id, NoteBody body, ConversationDoor door, PostNote post, Shown shown, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        return await post.RunAsync(card.Id, door.Caller.Id, door.Caller.Name, body.ClientId, body.Text, cancel) switch
        {
            Outcome<MessageView>.Done done => TypedResults.Created((string?)null, new Posted(shown.Message(done.Value))),
            var other => ConversationDoor.Refused(other, "conversation", id),
        };
    }

    private static async Task<Results<Ok<DraftShown>, ProblemHttpResult>> SaveDraftAsync(
        string id, DraftBody body, ConversationDoor door, SaveDraft save, Uploads uploads, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        // A file that is not there keeps no words from being saved: the answer says which are.
        var files = await uploads.OfAsync(door.Caller.Id, body.Attachments, cancel);
        return await save.RunAsync(card.Id, door.Caller.Id, new(body.Text, files, Words(body.Inserted), body.Way, body.UpdatedAt), cancel) switch
        {
            DraftOutcome.Saved saved => TypedResults.Ok(new DraftShown(body.Text, files, saved.At, Words(body.Inserted), body.Way)),
            DraftOutcome.Newer newer => Problems.Conflict(
                "Another draft of yours was kept since. Put both together from 'draft', then send it again with the 'updatedAt' of that one.",
                new Dictionary<string, object?> { ["draft"] = Shown.Draft(newer.Draft) }),
            DraftOutcome.Gone => Problems.Conflict("The draft that this was written from was sent or emptied since. To keep these words all the same, send them again without 'updatedAt'."),
            _ => Problems.NotFound("conversation", id),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DropDraftAsync(string id, DateTimeOffset? updatedAt, ConversationDoor door, SaveDraft save, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        await save.DropAsync(card.Id, door.Caller.Id, updatedAt, cancel);
        return TypedResults.NoContent();
    }

    private static List<InsertedText> Words(IReadOnlyList<InsertedBody> inserted) => [.. inserted.Select(i => new InsertedText(i.Id, i.Text))];
}

/// <summary>What was written, as it stands in the conversation.</summary>
internal sealed record Posted(MessageShown Message);

internal sealed record ReplyBody : IBody
{
    /// <summary>The browser's id of the reply: the same twice is one reply.</summary>
    [StringLength(100, MinimumLength = 1)]
    public required string ClientId { get; init; }

    [StringLength(1_000_000)]
    public required string Text { get; init; }

    /// <summary>The version of the conversation that was on the screen.</summary>
    public long? SeenVersion { get; init; }

    /// <summary>Where a channel has both: privately, or for everybody to read.</summary>
    public bool? Private { get; init; }

    [MaxLength(50)]
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>An approved text that it is sent as; <see cref="Text"/> is what the person will read.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>What of the text was put in from saved replies, with their gaps filled in. Where it still stands, its words are not the writer's own in reports.</summary>
    [MaxLength(20)]
    public IReadOnlyList<InsertedBody> Inserted { get; init; } = [];
}

internal sealed record InsertedBody : IBody
{
    /// <summary>The saved reply's id.</summary>
    [StringLength(100, MinimumLength = 1), RegularExpression("[A-Za-z0-9-]+")]
    public required string Id { get; init; }

    /// <summary>Its words as they were put in.</summary>
    [StringLength(20_000, MinimumLength = 1)]
    public required string Text { get; init; }
}

internal sealed record NoteBody : IBody
{
    [StringLength(100, MinimumLength = 1)]
    public string? ClientId { get; init; }

    [StringLength(1_000_000, MinimumLength = 1)]
    public required string Text { get; init; }
}

internal sealed record DraftBody : IBody
{
    [StringLength(1_000_000)]
    public required string Text { get; init; }

    /// <summary>Files that the writer uploaded. One that is not there, or somebody else's, is left out: the answer says which are kept.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>What of the text was put in from saved replies.</summary>
    [MaxLength(20)]
    public IReadOnlyList<InsertedBody> Inserted { get; init; } = [];

    /// <summary>As what it is written, so that a note or a private answer never comes back as one for everybody: <c>public</c>, <c>private</c> or <c>note</c>.</summary>
    [AllowedValues("public", "private", "note", null)]
    public string? Way { get; init; }

    /// <summary>That of the draft which this one was written from; nothing where none is known. If another was kept since, in another tab or on another machine, the answer is 409 with that one; if that one was sent or emptied since, 409 with none.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
