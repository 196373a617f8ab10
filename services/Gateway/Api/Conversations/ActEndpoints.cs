using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

using Card = Results<Ok<CardShown>, ProblemHttpResult>;

/// <summary>What staff do to a conversation besides writing. Each answers with the card that follows.</summary>
internal static class ActEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/conversations/{id}").WithTags("Acts").Requires(Right.Answer);
        one.MapPut("/assignment", AssignAsync);
        one.MapDelete("/assignment", (string id, ActDoor door, Assign assign, CancellationToken c) => door.RunAsync(id, (card, me) => assign.RunAsync(card, me, null, c), c));
        one.MapPut("/closure", (string id, ClosureBody? body, ActDoor door, Close close, CancellationToken c) =>
            door.RunAsync(id, (card, me) => close.RunAsync(card, me, body?.Outcome, c), c));
        one.MapDelete("/closure", (string id, ActDoor door, Reopen reopen, CancellationToken c) => door.RunAsync(id, (card, me) => reopen.RunAsync(card, me, c), c));
        one.MapPut("/snooze", (string id, SnoozeBody body, ActDoor door, Snooze snooze, CancellationToken c) =>
            door.RunAsync(id, (card, me) => snooze.RunAsync(card, me, body.Until, c), c));
        one.MapDelete("/snooze", (string id, ActDoor door, Snooze snooze, CancellationToken c) => door.RunAsync(id, (card, me) => snooze.RunAsync(card, me, null, c), c));
        one.MapPut("/priority", (string id, PriorityBody body, ActDoor door, SetPriority set, CancellationToken c) => door.RunAsync(id, (card, me) => set.RunAsync(card, me, body.Priority, c), c));
        one.MapDelete("/priority", (string id, ActDoor door, SetPriority set, CancellationToken c) => door.RunAsync(id, (card, me) => set.RunAsync(card, me, Priorities.Normal, c), c));
        one.MapPut("/tags/{tag}", (string id, string tag, ActDoor door, Tags tags, CancellationToken c) => door.RunAsync(id, (card, me) => tags.AddAsync(card, me, Whole(tag), c), c));
        one.MapDelete("/tags/{tag}", (string id, string tag, ActDoor door, Tags tags, CancellationToken c) => door.RunAsync(id, (card, me) => tags.RemoveAsync(card, me, Whole(tag), c), c));
        one.MapPatch("/context", (string id, ContextBody body, ActDoor door, SetContext set, CancellationToken c) =>
            door.RunAsync(id, (card, me) => set.RunAsync(card, me, body.Change, c), c));
        one.MapPut("/asks/{askId}/dismissal", (string id, string askId, ActDoor door, DismissAsk dismiss, CancellationToken c) =>
            door.RunAsync(id, (card, me) => dismiss.RunAsync(card, me, askId, true, c), c));
        one.MapDelete("/asks/{askId}/dismissal", (string id, string askId, ActDoor door, DismissAsk dismiss, CancellationToken c) =>
            door.RunAsync(id, (card, me) => dismiss.RunAsync(card, me, askId, false, c), c));
    }

    /// <summary>Routing decodes a path but for its slashes.</summary>
    private static string Whole(string tag) => tag.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Only to somebody who may answer there.</summary>
    private static async Task<Card> AssignAsync(
        string id, AssignmentBody body, ActDoor door, StaffMembers staff, Access access, Assign assign, CancellationToken cancel)
    {
        if (await door.AccountAsync(id, cancel) is not { } account)
            return Problems.NotFound("conversation", id);
        if (await staff.FindAsync(body.StaffId, cancel) is not { DisabledAt: null } member || !Access.May(member.InRole, Right.Answer)
            || !(await access.ScopeAsync(new(member.Id, member.Name, member.InRole, Credential.Session, ""), cancel)).Contains(account))
            return Problems.Invalid("staffId", $"'{body.StaffId}' is no member of staff who may answer here.");
        return await door.RunAsync(id, (card, me) => assign.RunAsync(card, me, body.StaffId, cancel), cancel);
    }
}

/// <summary>Runs commands on conversations that the caller may see.</summary>
internal sealed class ActDoor(ConversationDoor door, Shown shown)
{
    public async Task<string?> AccountAsync(string id, CancellationToken cancel) => (await door.CardAsync(id, cancel))?.AccountId;

    public Task<Card> RunAsync(string id, Func<string, string, Task<Outcome<Acted>>> act, CancellationToken cancel) =>
        door.ActAsync(id, card => act(card.Id, door.Caller.Id), shown, cancel);
}

internal sealed record AssignmentBody : IBody
{
    [StringLength(64, MinimumLength = 1)]
    public required string StaffId { get; init; }
}

internal sealed record ClosureBody : IBody
{
    [StringLength(40)]
    public string? Outcome { get; init; }
}

internal sealed record PriorityBody : IBody
{
    /// <summary>urgent, high, normal or low.</summary>
    [StringLength(20, MinimumLength = 1)]
    public required string Priority { get; init; }
}

internal sealed record SnoozeBody : IBody
{
    public required DateTimeOffset Until { get; init; }
}

internal sealed record ContextBody : IBody
{
    [StringLength(40)]
    public string? Who { get; init; }

    [StringLength(40)]
    public string? Why { get; init; }

    [StringLength(40)]
    public string? Nature { get; init; }

    /// <summary>What it is besides its nature; an empty list for nothing.</summary>
    [MaxLength(8)]
    public IReadOnlyList<string>? Also { get; init; }

    /// <summary>What it is about, in a few words; an empty text takes it back.</summary>
    [StringLength(ContextValues.LongestTopic)]
    public string? Topic { get; init; }

    [StringLength(40)]
    public string? Outcome { get; init; }

    /// <summary>What the outcome was worth, in the money of the house; 0 takes it back.</summary>
    [Range(0, 1_000_000_000)]
    public decimal? Amount { get; init; }

    /// <summary>How the person feels: positive, neutral or negative.</summary>
    [StringLength(40)]
    public string? Sentiment { get; init; }

    /// <summary>In which language they write: ISO 639-1.</summary>
    [StringLength(40)]
    public string? Language { get; init; }

    internal ContextChange Change => new(Who, Why, Nature, Outcome) { Also = Also is null ? null : string.Join(',', Also.Distinct().Where(a => a != Nature)), Topic = Topic, Amount = Amount is { } amount ? (long)decimal.Round(amount * 100) : null, Sentiment = Sentiment, Language = Language };
}
