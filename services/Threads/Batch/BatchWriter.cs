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
                var asked = events.Where(Forgotten.MayReturn).ToList();
                var left = await Forgotten.WithoutAsync(transaction, database.Dialect, asked, cancel);
                var gone = asked.Except(left, ReferenceEqualityComparer.Instance).ToHashSet(ReferenceEqualityComparer.Instance);
                var wanted = gone.Count == 0 ? events : [.. events.Where(e => !gone.Contains(e))];
                await batch.ReceiveAsync([.. received.Where(r => !gone.Contains(r.Event)).Select(r => r.Anew())]);
                foreach (var e in wanted)
                    await batch.ChangeAsync(e);
                await batch.LookAsync(wanted);
                await batch.NameAsync(wanted.OfType<PersonSeen>());
                await Copies.NoteAsync(transaction, database.Dialect, await Forgotten.WithoutAsync(transaction, database.Dialect, batch.Beside(wanted), cancel), cancel);
                await pending.RemoveAsync(transaction, [.. events.Select(e => e.EventId)], cancel);
                return batch.Complete(await rederive.SaveAsync(transaction, batch.Touched, cancel));
            },
            cancel);
        return [.. joined, .. applied];
    }
}

/// <summary>What batches need besides.</summary>
internal sealed record BatchParts(MailTokens Tokens, Families Families);
