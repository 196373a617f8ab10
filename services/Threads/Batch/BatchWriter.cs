using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Applies events in one transaction: removes the intake rows, finds or makes people and conversations, stores messages and moves the clocks. The same
/// events again, or in another order, change nothing; nor do those that an erasure took out of intake after they were read.
/// </summary>
internal sealed class BatchWriter(Database database, TimeProvider clock, AccountRuleBook rules, Rederive rederive, PendingEvents pending, BatchParts parts)
{
    private readonly ProvenPeople _proven = new(database, clock, rederive);

    public Task<IReadOnlyList<Changed>> ApplyAsync(IReadOnlyList<IChannelEvent> events, CancellationToken cancel) => ApplyAsync(new ReadyEvents(events), cancel);

    public async Task<IReadOnlyList<Changed>> ApplyAsync(ReadyEvents ready, CancellationToken cancel)
    {
        var joined = await _proven.JoinAsync(ready.Received, cancel);
        var applied = await database.WriteAsync(
            async transaction =>
            {
                var accounts = ready.Events.Select(e => e.AccountId).Distinct().Order(StringComparer.Ordinal).ToList();
                await parts.Families.HoldAsync(transaction, accounts, cancel);
                var stood = await pending.TakeAsync(transaction, [.. ready.Events.Select(e => e.EventId)], cancel);
                var (events, received) = ready.Among(stood);
                var batch = new Batch(transaction, database.Dialect, clock, await rules.OfAsync(transaction, accounts, cancel), parts.Tokens, cancel);
                var fresh = await Known.NewAsync(transaction, database.Dialect, received, cancel);
                var plain = fresh.Where(r => !r.MayReturn).Select(r => r.Event.EventId).ToHashSet();
                var gone = await Forgotten.TakeAsync(transaction, database.Dialect, [.. events.Where(e => !plain.Contains(e.EventId))], stood, cancel);
                var wanted = gone.Count == 0 ? events : [.. events.Where(e => !gone.Contains(e.EventId))];
                await batch.ReceiveAsync([.. fresh.Where(r => !gone.Contains(r.Event.EventId)).Select(r => r.Anew())]);
                foreach (var e in wanted)
                    await batch.ChangeAsync(e);
                await batch.LookAsync(wanted);
                await batch.NameAsync(wanted.OfType<PersonSeen>());
                await Copies.NoteAsync(transaction, batch.Beside(wanted), stood, cancel);
                return batch.Complete(await rederive.SaveAsync(transaction, batch.Touched, cancel));
            },
            cancel);
        return [.. joined, .. applied];
    }
}

/// <summary>What batches need besides.</summary>
internal sealed record BatchParts(MailTokens Tokens, Families Families);
