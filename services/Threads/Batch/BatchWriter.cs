using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Applies events in one transaction: finds or makes people and conversations, stores messages, moves the clocks, and removes the intake rows. The same
/// events again, or in another order, change nothing.
/// </summary>
internal sealed class BatchWriter(Database database, TimeProvider clock, AccountRuleBook rules, Rederive rederive, PendingEvents pending, BatchParts parts)
{
    private readonly ProvenPeople _proven = new(database, clock, rederive);

    public Task<IReadOnlyList<Changed>> ApplyAsync(IReadOnlyList<IChannelEvent> events, CancellationToken cancel) => ApplyAsync(new ReadyEvents(events), cancel);

    public async Task<IReadOnlyList<Changed>> ApplyAsync(ReadyEvents ready, CancellationToken cancel)
    {
        var (events, received) = (ready.Events, ready.Received);
        var joined = await _proven.JoinAsync(received, cancel);
        var applied = await database.WriteAsync(
            async transaction =>
            {
                var accounts = events.Select(e => e.AccountId).Distinct().Order(StringComparer.Ordinal).ToList();
                await parts.Families.HoldAsync(transaction, accounts, cancel);
                var batch = new Batch(transaction, database.Dialect, clock, await rules.OfAsync(transaction, accounts, cancel), parts.Tokens, cancel);
                var gone = await Forgotten.TakeAsync(transaction, database.Dialect, [.. events.Where(Forgotten.MayReturn)], cancel);
                var wanted = gone.Count == 0 ? events : [.. events.Where(e => !gone.Contains(e.EventId))];
                await batch.ReceiveAsync([.. received.Where(r => !gone.Contains(r.Event.EventId)).Select(r => r.Anew())]);
                foreach (var e in wanted)
                    await batch.ChangeAsync(e);
                await batch.LookAsync(wanted);
                await batch.NameAsync(wanted.OfType<PersonSeen>());
                var beside = batch.Beside(wanted);
                var repeats = await Forgotten.TakeAsync(transaction, database.Dialect, [.. beside.Where(e => !Forgotten.MayReturn(e))], cancel);
                await Copies.NoteAsync(transaction, database.Dialect, [.. beside.Where(e => !repeats.Contains(e.EventId))], cancel);
                await pending.RemoveAsync(transaction, [.. events.Select(e => e.EventId)], cancel);
                return batch.Complete(await rederive.SaveAsync(transaction, batch.Touched, cancel));
            },
            cancel);
        return [.. joined, .. applied];
    }
}

/// <summary>What batches need besides.</summary>
internal sealed record BatchParts(MailTokens Tokens, Families Families);
