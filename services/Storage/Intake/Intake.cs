using System.Data.Common;
using System.Threading.Channels;
using Inbox.Contracts;
using Microsoft.Extensions.Hosting;

namespace Inbox.Storage;

/// <summary>
/// The door through which everything comes in. What <c>AcceptAsync</c> returned for is durable: raw bytes, events and the poller's cursor were
/// committed in one transaction. Deliveries that wait at the same time share one commit. The events stay until Threads removes them in the transaction
/// that holds their effect, so the bus may lose, repeat or reorder anything.
/// </summary>
public sealed class Intake(Database database, TimeProvider clock) : BackgroundService
{
    private const int MostPerCommit = 256;
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly IntakeWriter _writer = new(clock);
    private readonly LastEvents _last = new(clock);

    /// <summary>Raised after a commit with the events that are new, so that they are published at once.</summary>
    public event Action<IReadOnlyList<IChannelEvent>>? Accepted;

    /// <summary>Stores a delivery for good. The events that were new; none when the same delivery was accepted before.</summary>
    public Task<IReadOnlyList<IChannelEvent>> AcceptAsync(Delivery delivery, CancellationToken cancel) => AcceptAsync([delivery], null, cancel);

    /// <summary>Stores what a poller read together with how far it has come: all of it, or nothing.</summary>
    /// <param name="deliveries">At least one; all of one account, unless the cursor names its own.</param>
    /// <param name="cursor">How far the poller has come with them, moved in the same transaction.</param>
    /// <param name="cancel">Stops waiting; what was handed over may still be stored.</param>
    public async Task<IReadOnlyList<IChannelEvent>> AcceptAsync(IReadOnlyList<Delivery> deliveries, CursorMove? cursor, CancellationToken cancel)
    {
        var waiting = new Waiting(new(deliveries, cursor), new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, cancel);
        return await waiting.Done.Task.WaitAsync(cancel);
    }

    /// <summary>Stores events that have no raw bytes of their own (a reply's outcome), in the caller's transaction; publish them after its commit with <see cref="Announce"/>.</summary>
    public async Task AddAsync(DbTransaction transaction, IReadOnlyList<IChannelEvent> events, CancellationToken cancel)
    {
        await _writer.AddEventsAsync(transaction, [.. events.Select(e => WrittenEvent.Of(e, null))], cancel);
        await _last.NoteAsync(transaction, events, cancel);
    }

    /// <summary>Takes up what can be read by now of bytes that stood in quarantine. False when somebody else did so before.</summary>
    public async Task<bool> ReplayAsync(Quarantine quarantine, Quarantined entry, IReadOnlyList<IChannelEvent> events, IReadOnlyList<NewFile> files, CancellationToken cancel)
    {
        var done = await database.WriteAsync(
            async transaction =>
            {
                if (!await quarantine.CloseAsync(transaction, entry.Id, cancel))
                    return false;
                await _writer.AddFilesAsync(transaction, entry.AccountId, files, cancel);
                await _writer.AddEventsAsync(transaction, [.. events.Select(e => WrittenEvent.Of(e, entry.PayloadId))], cancel);
                return true;
            },
            cancel);
        if (done)
            Announce(events);
        return done;
    }

    /// <summary>Says that events were committed.</summary>
    public void Announce(IReadOnlyList<IChannelEvent> events)
    {
        _last.Keep(events);
        Raise(events);
    }

    private void Raise(IReadOnlyList<IChannelEvent> events)
    {
        if (events.Count > 0)
            Accepted?.Invoke(events);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(MostPerCommit);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < MostPerCommit && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            await CommitAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    /// <summary>All together; when that fails, each alone, so that one bad delivery costs only itself.</summary>
    private async Task CommitAsync(IReadOnlyList<Waiting> batch, CancellationToken cancel)
    {
        try
        {
            var fresh = await database.WriteAsync(
                async transaction =>
                {
                    var results = await _writer.WriteAsync(transaction, [.. batch.Select(b => b.Piece)], cancel);
                    await _last.NoteAsync(transaction, results.SelectMany(r => r), cancel);
                    return results;
                },
                cancel);
            IReadOnlyList<IChannelEvent> events = [.. fresh.SelectMany(f => f)];
            _last.Keep(events); // both before the one who waits goes on: who was told of an acceptance may count on everybody having heard of it
            Raise(events);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.TrySetResult(fresh[i]);
        }
#pragma warning disable CA1031 // Whatever it is, the one who waits is told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (batch.Count == 1)
                batch[0].Done.TrySetException(e);
            else
                foreach (var one in batch)
                    await CommitAsync([one], cancel);
        }
    }

    private sealed record Waiting(Piece Piece, TaskCompletionSource<IReadOnlyList<IChannelEvent>> Done);
}
