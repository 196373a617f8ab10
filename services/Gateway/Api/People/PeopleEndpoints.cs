using System.ComponentModel.DataAnnotations;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>People, how they are known, and their history.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("/people/{id}").WithTags("People").Requires(Right.Read);
        read.MapGet("", ReadAsync);
        read.MapGet("/conversations", ConversationsAsync);
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> ReadAsync(string id, ConversationDoor door, CancellationToken cancel) =>
        await door.PersonAsync(id, cancel) is { } person ? TypedResults.Ok(person) : Problems.NotFound("person", id);

    private static async Task<Results<Ok<Listed<CardShown>>, ProblemHttpResult>> ConversationsAsync(
        string id, ConversationDoor door, Conversations conversations, Shown shown, CancellationToken cancel, string? cursor = null, [Range(1, 200)] int limit = 50)
    {
        if (await door.PersonAsync(id, cancel) is not { } person)
            return Problems.NotFound("person", id);
        var page = await conversations.ListAsync(
            new() { PersonId = person.Id, Visible = (await door.ScopeAsync(cancel)).Visible, Cursor = cursor, Limit = Math.Clamp(limit, 1, 200) }, cancel);
        return TypedResults.Ok(new Listed<CardShown>(await shown.CardsAsync([.. page.Items], cancel), page.Next));
    }
}
