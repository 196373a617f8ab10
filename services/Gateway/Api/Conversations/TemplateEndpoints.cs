using Inbox.Contracts;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Texts that a conversation's platform has approved before, asked of it each time: they are changed there, and may be taken back any minute.</summary>
internal static class TemplateEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/conversations/{id}/templates").WithTags("Replies").Requires(Right.Answer).MapGet("", ListAsync);

    private static async Task<Results<Ok<Listed<MessageTemplate>>, ProblemHttpResult>> ListAsync(
        string id, ConversationDoor door, IRequestClient<ListTemplates> ask, CancellationToken cancel)
    {
        if (await door.CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        try
        {
            var answer = (await ask.GetResponse<TemplatesListed>(new ListTemplates(card.AccountId), cancel)).Message;
            return answer.Problem is { } problem ? Problems.Conflict(problem) : TypedResults.Ok(Listed.All(answer.Templates));
        }
        catch (RequestTimeoutException)
        {
            return Problems.Unavailable("The platform could not be asked within 20 seconds. See whether the role 'connectors' runs, and try again.");
        }
    }
}
