using Inbox.Contracts;
using Inbox.Threads;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Who sees a message on its platform: approved, held, hidden or marked as spam there. What follows comes live, as the message.</summary>
internal static class ModerationEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/conversations/{id}/messages/{messageId}/moderation").WithTags("Acts").Requires(Right.Answer).MapPost("", ModerateAsync);

    private static async Task<Results<NoContent, ProblemHttpResult>> ModerateAsync(
        string id, string messageId, ModerationBody body, HttpContext http, ConversationDoor door, Moderators moderators, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        if (await door.MessageAsync(messageId, cancel) is not { } message || message.ConversationId != card.Id)
            return Problems.NotFound("message", messageId);
        if (moderators.Refusal(card.Channel, message, body.State) is { } refusal)
            return Problems.Invalid("state", refusal);
        return await moderators.AskAsync(message, body.State, door.Caller, ClientAddress.Of(http), cancel) is { } problem ? problem : TypedResults.NoContent();
    }
}

/// <summary>Asks the connector, and remembers who asked.</summary>
internal sealed class Moderators(IEnumerable<ChannelDescription> channels, IRequestClient<ModerateMessage> ask, AuditTrail audit)
{
    /// <summary>Why this message cannot be made to stand so; null when it can.</summary>
    public string? Refusal(string channel, MessageView message, ModerationState state)
    {
        var states = channels.FirstOrDefault(c => c.Channel == channel)?.Moderation ?? [];
        if (states.Count == 0)
            return $"On '{channel}' nobody can choose who sees a message.";
        if (!states.Contains(state))
            return $"'{channel}' does not know that. It knows: {string.Join(", ", states)}.";
        return message is { Kind: "message", Visibility: "public", ExternalId: not null, DeletedAt: null } ? null : "This message does not stand in the open on its platform.";
    }

    /// <summary>What kept it from being done; null when it was.</summary>
    public async Task<ProblemHttpResult?> AskAsync(MessageView message, ModerationState state, Caller caller, string address, CancellationToken cancel)
    {
        try
        {
            var answer = await ask.GetResponse<ModerationDone>(new ModerateMessage(message.AccountId, message.ExternalId!, state), cancel);
            if (answer.Message.Problem is { } problem)
                return Problems.Conflict(problem);
            await audit.NoteAsync(new(AuditAction.MessageModerated, caller, address, message.Id, state.ToString()), CancellationToken.None);
            return null;
        }
        catch (RequestTimeoutException)
        {
            return Problems.Unavailable("The platform could not be asked within 20 seconds; it may be done all the same. Look again in a minute, and see whether the role 'connectors' runs.");
        }
    }
}

internal sealed record ModerationBody : IBody
{
    public required ModerationState State { get; init; }
}
