using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>The frame of every command: find the conversation and hold it, let the command decide and write, derive, commit, announce.</summary>
public sealed class Acting
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Rederive _rederive;
    private readonly Conversations _conversations;
    private readonly Announcer _announcer;
    private readonly Families _families;

    internal Acting(Database database, TimeProvider clock, Rederive rederive, Conversations conversations, Announcer announcer, Families families) =>
        (_database, _clock, _rederive, _conversations, _announcer, _families) = (database, clock, rederive, conversations, announcer, families);

    internal Database Database => _database;

    internal TimeProvider Clock => _clock;

    /// <summary>Runs a command on one conversation; the card that follows.</summary>
    internal async Task<Outcome<Acted>> OnAsync(string conversationId, Func<Scene, Task<Outcome<string?>>> decide, CancellationToken cancel)
    {
        var outcome = await OnAsync<string?>(conversationId, decide, cancel);
        return outcome switch
        {
            Outcome<string?>.Done done => await _conversations.CardAsync(conversationId, cancel) is { } card
                ? new Outcome<Acted>.Done(new(card, done.Value))
                : new Outcome<Acted>.NotFound(),
            Outcome<string?>.Conflict c => new Outcome<Acted>.Conflict(c.Reason),
            Outcome<string?>.Invalid i => new Outcome<Acted>.Invalid(i.Reason),
            _ => new Outcome<Acted>.NotFound(),
        };
    }

    /// <summary>Runs a command on one conversation. What it wrote is kept only when it is done.</summary>
    internal async Task<Outcome<T>> OnAsync<T>(string conversationId, Func<Scene, Task<Outcome<T>>> decide, CancellationToken cancel)
    {
        var (outcome, changes) = await _database.WriteAsync(
            async transaction =>
            {
                if (await HeadAsync(transaction, conversationId, cancel) is not { } head)
                    return (new Outcome<T>.NotFound(), []);
                await _families.HoldAsync(transaction, [head.AccountId], cancel);
                // Read again: it may have changed, or been merged, while this waited.
                if (await HeadAsync(transaction, head.Id, cancel) is not { } held)
                    return (new Outcome<T>.NotFound(), []);
                var scene = new Scene(transaction, _database, _rederive, held, _clock, cancel);
                await transaction.SaveAsync("before", cancel);
                var result = await decide(scene);
                if (result is Outcome<T>.Done)
                    return (result, await scene.FinishAsync());
                await transaction.RollbackAsync("before", cancel);
                return (result, []);
            },
            cancel);
        _announcer.Announce(changes);
        return outcome;
    }

    /// <summary>The conversation, or the one that it has become part of.</summary>
    internal static async Task<ConversationHead?> HeadAsync(DbTransaction transaction, string id, CancellationToken cancel)
    {
        ConversationHead? head;
        do
        {
            head = await transaction.OneAsync<ConversationHead>($"{ConversationHead.Select} where id = @id", new { id }, cancel);
            id = head?.MergedInto ?? "";
        }
        while (head?.MergedInto is not null);
        return head;
    }
}
