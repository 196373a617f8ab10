using Inbox.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>Lets the caller at a conversation, a message or a person when its account is theirs to see; refusals are remembered and look like absence.</summary>
internal sealed class ConversationDoor(ThreadsReading threads, Access access, Caller caller, Denials denials, IHttpContextAccessor http)
{
    private AccountScope? _scope;

    public Caller Caller => caller;

    public async Task<AccountScope> ScopeAsync(CancellationToken cancel) => _scope ??= await access.ScopeAsync(caller, cancel);

    public async Task<Card?> CardAsync(string id, CancellationToken cancel) =>
        await threads.Conversations.CardAsync(id, cancel) is { } card && await MayAsync(card.AccountId, cancel) ? card : null;

    public async Task<ConversationView?> ConversationAsync(string id, CancellationToken cancel) =>
        await threads.Conversations.FindAsync(id, caller.Id, cancel) is { } view && await MayAsync(view.Card.AccountId, cancel) ? view : null;

    /// <summary>A conversation with those that it continues and that continue it in private, as far as the caller may see them: one talk.</summary>
    public async Task<IReadOnlyList<string>> WholeAsync(Card card, CancellationToken cancel)
    {
        var scope = await ScopeAsync(cancel);
        return [card.Id, .. (await threads.Conversations.TalkAsync(card.Id, cancel)).Where(r => scope.Contains(r.AccountId)).Select(r => r.Id)];
    }

    public async Task<MessageView?> MessageAsync(string id, CancellationToken cancel) =>
        await threads.Messages.FindAsync([id], cancel) is [var message, ..] && await MayAsync(message.AccountId, cancel) ? message : null;

    /// <summary>A person is seen by who sees one of their conversations.</summary>
    public async Task<PersonView?> PersonAsync(string id, CancellationToken cancel)
    {
        if (await threads.People.FindAsync(id, cancel) is not { } person)
            return null;
        var visible = (await ScopeAsync(cancel)).Visible;
        if (visible is null || (await threads.Conversations.ListAsync(new() { PersonId = person.Id, Visible = visible, Limit = 1 }, cancel)).Items.Count > 0)
            return person;
        await denials.NoteAsync(http.HttpContext!, "team");
        return null;
    }

    /// <summary>Lets a command at a conversation and shows the card that follows.</summary>
    public async Task<Results<Ok<CardShown>, ProblemHttpResult>> ActAsync(string id, Func<Card, Task<Outcome<Acted>>> act, Shown shown, CancellationToken cancel)
    {
        if (await CardAsync(id, cancel) is not { } card)
            return Problems.NotFound("conversation", id);
        return await act(card) switch
        {
            Outcome<Acted>.Done done => TypedResults.Ok(await shown.CardAsync(done.Value.Card, await ScopeAsync(cancel), cancel)),
            var other => Refused(other, "conversation", id),
        };
    }

    /// <summary>An outcome that is not done, as a problem.</summary>
    public static ProblemHttpResult Refused<T>(Outcome<T> outcome, string what, string id) => outcome switch
    {
        Outcome<T>.Conflict conflict => Problems.Conflict(conflict.Reason),
        Outcome<T>.Invalid invalid => Problems.Invalid("", invalid.Reason),
        _ => Problems.NotFound(what, id),
    };

    private async Task<bool> MayAsync(string accountId, CancellationToken cancel)
    {
        if ((await ScopeAsync(cancel)).Contains(accountId))
            return true;
        await denials.NoteAsync(http.HttpContext!, "team");
        return false;
    }
}

/// <summary>What can be read of Threads.</summary>
internal sealed record ThreadsReading(Conversations Conversations, Messages Messages, People People);
