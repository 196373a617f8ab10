using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Erases a person for good (GDPR article 17): in every account, so only for who may see every account. The audit keeps that it was done, by whom and when, and nothing of what was there.</summary>
internal static class PersonErasure
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/people/{id}").WithTags("People").Requires(Right.Manage).MapDelete("", EraseAsync);

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseAsync(
        string id, HttpContext context, ConversationDoor door, ErasePerson erase, AuditTrail audit, CancellationToken cancel)
    {
        if (await door.PersonAsync(id, cancel) is not { } person || (await door.ScopeAsync(cancel)).Visible is not null)
            return Problems.NotFound("person", id);
        if (await erase.RunAsync(person.Id, door.Caller.Id, cancel) is not Outcome<Erased>.Done)
            return Problems.NotFound("person", id);
        await audit.NoteAsync(new(AuditAction.PersonErased, door.Caller, ClientAddress.Of(context), person.Id, "erased"), cancel);
        return TypedResults.NoContent();
    }
}
