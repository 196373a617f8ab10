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
        api.MapGroup("/people").WithTags("People").Requires(Right.Read).MapGet("", FindAsync);
        var read = api.MapGroup("/people/{id}").WithTags("People").Requires(Right.Read);
        read.MapGet("", ReadAsync);
        read.MapGet("/conversations", ConversationsAsync);
        api.MapGroup("/people/{id}").WithTags("People").Requires(Right.Answer).MapPost("/merge", MergeAsync);
    }

    /// <summary>People by a part of their name, handle or address, for instance to merge them.</summary>
    private static async Task<Results<Ok<Listed<PersonView>>, ProblemHttpResult>> FindAsync(
        ConversationDoor door, PeopleSearch search, CancellationToken cancel, string? q = null, [Range(1, 50)] int limit = 20) =>
        q?.Length > 200
            ? Problems.Invalid("q", "A search for people has at most 200 characters.")
            : TypedResults.Ok(Listed.All(await search.FindAsync(q ?? "", (await door.ScopeAsync(cancel)).Visible, Math.Clamp(limit, 1, 50), cancel)));

    private static async Task<Results<Ok<MergedPeopleShown>, ProblemHttpResult>> MergeAsync(string id, OtherBody body, ConversationDoor door, MergePeople merge, CancellationToken cancel)
    {
        if (await door.PersonAsync(id, cancel) is not { } person)
            return Problems.NotFound("person", id);
        if (await door.PersonAsync(body.OtherId, cancel) is not { } other)
            return Problems.NotFound("person", body.OtherId);
        return await merge.RunAsync(person.Id, door.Caller.Id, other.Id, cancel) switch
        {
            Outcome<MergedPeople>.Done { Value: var done } => TypedResults.Ok(new MergedPeopleShown(done.UndoId, done.Person)),
            var refused => ConversationDoor.Refused(refused, "person", body.OtherId),
        };
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> ReadAsync(string id, ConversationDoor door, CancellationToken cancel) =>
        await door.PersonAsync(id, cancel) is { } person ? TypedResults.Ok(person) : Problems.NotFound("person", id);

    private static async Task<Results<Ok<Listed<CardShown>>, ProblemHttpResult>> ConversationsAsync(
        string id, ConversationDoor door, Conversations conversations, Shown shown, CancellationToken cancel, string? cursor = null, [Range(1, 200)] int limit = 50)
    {
        if (await door.PersonAsync(id, cancel) is not { } person)
            return Problems.NotFound("person", id);
        if (!Cursors.AreOurs(cursor))
            return Cursors.Refused("cursor", cursor!);
        var scope = await door.ScopeAsync(cancel);
        var page = await conversations.ListAsync(
            new() { PersonId = person.Id, Visible = scope.Visible, Cursor = cursor, Limit = Math.Clamp(limit, 1, 200) }, cancel);
        return TypedResults.Ok(new Listed<CardShown>(await shown.CardsAsync([.. page.Items], scope, cancel), page.Next));
    }
}

internal sealed record MergedPeopleShown(string UndoId, PersonView Person);
