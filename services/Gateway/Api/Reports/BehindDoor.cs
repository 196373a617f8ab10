using Inbox.Insights;
using Inbox.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>Lists the conversations behind a row of a report, the latest moment that it counts first.</summary>
internal sealed class BehindDoor(Conversations conversations, ConversationDoor door, Shown shown)
{
    private const int Usual = 50, Most = 200;

    public async Task<Results<Ok<Listed<CardShown>>, ProblemHttpResult>> ListAsync(IReadOnlyList<Behind> behind, BehindQuery query, CancellationToken cancel)
    {
        if (Place.Read(query.Cursor) is not { } after)
            return Cursors.Refused("cursor", query.Cursor!);
        var limit = Math.Clamp(query.Limit ?? Usual, 1, Most);
        var rest = behind.Where(b => IsBehind(PlaceOf(b), after)).Take(limit + 1).ToList();
        var page = rest.Take(limit).ToList();
        var scope = await door.ScopeAsync(cancel);
        var cards = (await conversations.CardsAsync([.. page.Select(b => b.ConversationId)], cancel)).Where(c => scope.Contains(c.AccountId)).ToDictionary(c => c.Id);
        var inOrder = page.Select(b => cards.GetValueOrDefault(b.ConversationId)).OfType<Card>().ToList();
        return TypedResults.Ok(new Listed<CardShown>(await shown.CardsAsync(inOrder, scope, cancel), rest.Count > limit ? PlaceOf(page[^1]).Text : null));
    }

    private static Place PlaceOf(Behind behind) => new(-behind.At, behind.ConversationId);

    private static bool IsBehind(Place place, Place after) =>
        place.Key > after.Key || place.Key == after.Key && string.CompareOrdinal(place.Id, after.Id) > 0;
}
