using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Reading conversations: lists, counts, one with its messages.</summary>
internal static class ConversationEndpoints
{
    private const int LongestQuery = 400;

    public static void Map(IEndpointRouteBuilder api)
    {
        var conversations = api.MapGroup("/conversations").WithTags("Conversations").Requires(Right.Read);
        conversations.MapGet("", ListAsync);
        conversations.MapGet("/counts", CountAsync);
        conversations.MapGet("/{id}", ReadAsync);
        conversations.MapGet("/{id}/messages", MessagesAsync);
    }

    private static async Task<Results<Ok<Listed<CardShown>>, ProblemHttpResult>> ListAsync(
        [AsParameters] ConversationQuery query, ConversationDoor door, Conversations conversations, Shown shown, CancellationToken cancel)
    {
        if (query.State is { Length: > 0 } state && state is not (States.Waiting or States.Open or States.Snoozed or States.Closed))
            return Problems.Invalid("state", $"'{state}' is no state. Use waiting, open, snoozed or closed.");
        if (query.Order is { Length: > 0 } order && order is not (Orders.Usual or Orders.Urgent))
            return Problems.Invalid("order", $"'{order}' is no order. Use waiting or urgent.");
        if (query.Order == Orders.Urgent && (query.State is { Length: > 0 } and not States.Waiting || Given(query.Q) is not null))
            return Problems.Invalid("order", "Only those who wait have an order of urgency. Ask with state=waiting and without words to find.");
        if (query.Q?.Length > LongestQuery)
            return Problems.Invalid("q", $"A search has at most {LongestQuery} characters.");
        if (!Cursors.AreOurs(query.Cursor))
            return Cursors.Refused("cursor", query.Cursor!);
        var scope = await door.ScopeAsync(cancel);
        var page = await conversations.ListAsync(
            new()
            {
                State = Given(query.State),
                Account = Given(query.Account),
                Assignee = query.Assignee == "me" ? door.Caller.Id : Given(query.Assignee),
                Query = Given(query.Q),
                Nature = Given(query.Nature),
                Content = Given(query.Content),
                UrgentFirst = query.Order == Orders.Urgent,
                Cursor = Given(query.Cursor),
                Limit = Math.Clamp(query.Limit ?? 50, 1, 200),
                Visible = scope.Visible,
            },
            cancel);
        return TypedResults.Ok(new Listed<CardShown>(await shown.CardsAsync([.. page.Items], scope, cancel), page.Next));
    }

    private static async Task<Ok<Counts>> CountAsync(ConversationDoor door, Conversations conversations, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Ok(await conversations.CountAsync((await door.ScopeAsync(cancel)).Visible, door.Caller.Id, clock.GetUtcNow(), cancel));

    private static async Task<Results<Ok<ConversationShown>, ProblemHttpResult>> ReadAsync(string id, ConversationDoor door, Shown shown, CancellationToken cancel) =>
        await door.ConversationAsync(id, cancel) is { } view
            ? TypedResults.Ok(await shown.ConversationAsync(view, await door.ScopeAsync(cancel), cancel))
            : Problems.NotFound("conversation", id);

    private static async Task<Results<Ok<Listed<MessageShown>>, ProblemHttpResult>> MessagesAsync(
        string id, ConversationDoor door, Messages messages, Shown shown, CancellationToken cancel, string? before = null, [Range(1, 200)] int limit = 50, bool whole = false)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        if (!Cursors.AreOurs(before))
            return Cursors.Refused("before", before!);
        var page = await messages.ListAsync(whole ? await door.WholeAsync(card, cancel) : [card.Id], Given(before), Math.Clamp(limit, 1, 200), cancel);
        return TypedResults.Ok(new Listed<MessageShown>(await shown.MessagesAsync(page.Items, cancel), page.Next));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>Which conversations to list.</summary>
internal sealed record ConversationQuery
{
    /// <summary>waiting, open, snoozed or closed; absent for all.</summary>
    public string? State { get; init; }

    public string? Account { get; init; }

    /// <summary>A member's id, <c>me</c> or <c>none</c>.</summary>
    public string? Assignee { get; init; }

    /// <summary>Words to find anywhere in the history.</summary>
    public string? Q { get; init; }

    public string? Nature { get; init; }
    public string? Content { get; init; }

    /// <summary>waiting: the longest wait first, as without it; urgent: of those who wait, whoever is due first, and those without a target after them.</summary>
    public string? Order { get; init; }

    public string? Cursor { get; init; }
    public int? Limit { get; init; }
}

/// <summary>The orders of a list.</summary>
internal static class Orders
{
    public const string Usual = "waiting";
    public const string Urgent = "urgent";
}
