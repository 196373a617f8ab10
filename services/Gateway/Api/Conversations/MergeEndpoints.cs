using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

using Merged = Results<Ok<MergedShown>, ProblemHttpResult>;

/// <summary>Making one conversation of two and two of one, what is suggested, and who takes part. The caller must see both sides.</summary>
internal static class MergeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/conversations/{id}").WithTags("Acts").Requires(Right.Answer);
        one.MapPost("/merge", (string id, OtherBody body, JoinDoor door, MergeConversations merge, CancellationToken c) =>
            door.RunAsync(id, body.OtherId, (card, other, me) => merge.RunAsync(card, me, other, c), c));
        one.MapPost("/suggestions/{otherId}", (string id, string otherId, JoinDoor door, Suggestions suggestions, CancellationToken c) =>
            door.RunAsync(id, otherId, (card, other, me) => suggestions.AcceptAsync(card, me, other, c), c));
        one.MapDelete("/suggestions/{otherId}", (string id, string otherId, JoinDoor door, Suggestions suggestions, CancellationToken c) =>
            door.RunAsync(id, otherId, (card, other, me) => suggestions.RefuseAsync(card, me, other, c), c));
        one.MapPost("/split", SplitAsync);
        one.MapPut("/participants/{identityId}/acceptance", (string id, string identityId, ActDoor door, AcceptParticipant accept, CancellationToken c) =>
            door.RunAsync(id, (card, me) => accept.RunAsync(card, me, identityId, c), c));
        api.MapGroup("/undo/{undoId}").WithTags("Acts").Requires(Right.Answer).MapDelete("", UndoAsync);
    }

    private static async Task<Results<Ok<SplitShown>, ProblemHttpResult>> SplitAsync(string id, SplitBody body, ConversationDoor door, SplitConversation split, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        return await split.RunAsync(card.Id, door.Caller.Id, body.MessageIds, cancel) switch
        {
            Outcome<Split>.Done { Value: var done } => TypedResults.Ok(new SplitShown(done.UndoId, done.ConversationId)),
            var other => ConversationDoor.Refused(other, "conversation", id),
        };
    }

    /// <summary>Whoever may act on what an act was done to may take it back.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> UndoAsync(string undoId, ConversationDoor door, Undo undo, CancellationToken cancel)
    {
        var may = await undo.PersonOfAsync(undoId, cancel) is { } person ? await door.PersonAsync(person, cancel) is not null
            : await undo.ConversationOfAsync(undoId, cancel) is { } conversation && await door.CardAsync(conversation, cancel) is not null;
        if (!may)
            return Problems.NotFound("act", undoId);
        return await undo.RunAsync(undoId, cancel) switch
        {
            Outcome<Acted>.Done => TypedResults.NoContent(),
            var other => ConversationDoor.Refused(other, "act", undoId),
        };
    }
}

/// <summary>Runs commands on two conversations, both of which the caller may see.</summary>
internal sealed class JoinDoor(ConversationDoor door, Shown shown)
{
    public async Task<Merged> RunAsync(string id, string otherId, Func<string, string, string, Task<Outcome<Acted>>> act, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        if (await door.CardAsync(otherId, cancel) is not { } other)
            return Problems.NotFound("conversation", otherId);
        return await act(card.Id, other.Id, door.Caller.Id) switch
        {
            Outcome<Acted>.Done { Value: var done } => TypedResults.Ok(new MergedShown(done.ActId, await shown.CardAsync(done.Card, await door.ScopeAsync(cancel), cancel))),
            var refused => ConversationDoor.Refused(refused, "suggestion or conversation", otherId),
        };
    }
}

internal sealed record OtherBody : IBody
{
    [StringLength(64, MinimumLength = 1)]
    public required string OtherId { get; init; }
}

internal sealed record SplitBody : IBody
{
    [Length(1, 1000)]
    public required IReadOnlyList<string> MessageIds { get; init; }
}

/// <summary>What a merge, or a refusal to merge, left.</summary>
/// <param name="UndoId">Give this to <c>DELETE /undo/{undoId}</c>; null when nothing had to be done.</param>
/// <param name="Card">The conversation that stays.</param>
internal sealed record MergedShown(string? UndoId, CardShown Card);

internal sealed record SplitShown(string UndoId, string ConversationId);
