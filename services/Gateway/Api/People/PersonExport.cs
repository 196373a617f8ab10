using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>Everything that we hold of one person, as they may ask for it (GDPR article 15): machine-readable, complete as far as the caller may see, and remembered.</summary>
internal static class PersonExport
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/people/{id}").WithTags("People").Requires(Right.Manage).MapGet("/export", ExportAsync);

    private static async Task<Results<Ok<ExportedPerson>, ProblemHttpResult>> ExportAsync(
        string id, HttpContext context, ConversationDoor door, ThreadsReading threads, Shown shown, AuditTrail audit, CancellationToken cancel)
    {
        if (await door.PersonAsync(id, cancel) is not { } person)
            return Problems.NotFound("person", id);
        var scope = await door.ScopeAsync(cancel);
        var conversations = new List<ExportedConversation>();
        string? next = null;
        do
        {
            var page = await threads.Conversations.ListAsync(new() { PersonId = person.Id, Visible = scope.Visible, Cursor = next, Limit = 200 }, cancel);
            foreach (var card in await shown.CardsAsync([.. page.Items], scope, cancel))
                conversations.Add(new(card, await MessagesAsync(card.Id, threads, shown, cancel)));
            next = page.Next;
        }
        while (next is not null);
        await audit.NoteAsync(new(AuditAction.PersonExported, door.Caller, ClientAddress.Of(context), person.Id, $"{conversations.Count} conversations"), cancel);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"person-{person.Id}.json\"";
        return TypedResults.Ok(new ExportedPerson(person, IsComplete: scope.IsAll, conversations));
    }

    private static async Task<IReadOnlyList<MessageShown>> MessagesAsync(string conversation, ThreadsReading threads, Shown shown, CancellationToken cancel)
    {
        var all = new List<MessageShown>();
        string? before = null;
        do
        {
            var page = await threads.Messages.ListAsync(conversation, before, 200, cancel);
            all.InsertRange(0, shown.Messages(page.Items));
            before = page.Next;
        }
        while (before is not null);
        return all;
    }
}

/// <summary>A person with all conversations.</summary>
/// <param name="Person">Who, and how they are known.</param>
/// <param name="IsComplete">False when the caller's teams do not see every account.</param>
/// <param name="Conversations">What was said.</param>
internal sealed record ExportedPerson(PersonView Person, bool IsComplete, IReadOnlyList<ExportedConversation> Conversations);

/// <summary>One conversation.</summary>
internal sealed record ExportedConversation(CardShown Card, IReadOnlyList<MessageShown> Messages);
