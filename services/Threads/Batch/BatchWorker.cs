using System.Data.Common;
using System.Threading.Channels;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Threads;

/// <summary>
/// Takes up events together: whatever waits when the last batch is done is the next one, so a quiet inbox waits for nothing and a busy one shares its
/// commits. An event that fails is tried alone, counted, and set aside in the end; it delays nobody.
/// </summary>
public sealed class BatchWorker : BackgroundService
{
    private const int Most = 256;
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly BatchWriter _writer;
    private readonly PendingEvents _pending;
    private readonly Announcer _announcer;
    private readonly ILogger<BatchWorker> _log;

    internal BatchWorker(BatchWriter writer, PendingEvents pending, Announcer announcer, ILogger<BatchWorker> log) =>
        (_writer, _pending, _announcer, _log) = (writer, pending, announcer, log);

    /// <summary>Returns when the event's effect is committed, or its failure noted.</summary>
    public async Task TakeAsync(IChannelEvent e, CancellationToken cancel)
    {
        var waiting = new Waiting(e, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, cancel);
        await waiting.Done.Task.WaitAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(Most);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < Most && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            await ApplyAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private async Task ApplyAsync(IReadOnlyList<Waiting> batch, CancellationToken cancel)
    {
        try
        {
            _announcer.Announce(await _writer.ApplyAsync([.. batch.Select(w => w.Event)], cancel));
            foreach (var one in batch)
                one.Done.TrySetResult();
        }
#pragma warning disable CA1031 // Whatever one event does, the others go on.
        catch (Exception e) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (e is DbException { IsTransient: true, InnerException: not TimeoutException })
                LeaveForLater(batch, e);
            else if (batch.Count == 1)
                await NoteAsync(batch[0], e, cancel);
            else
                foreach (var one in batch)
                    await ApplyAsync([one], cancel);
        }
    }

    /// <summary>The database is away or full, which is no event's fault: none is tried alone and none is counted; the sweep brings them again. (One that takes too long is a fault of its own.)</summary>
    private void LeaveForLater(IReadOnlyList<Waiting> batch, Exception e)
    {
        _log.LogError(e, "{Count} events wait: the database could not take them", batch.Count);
        foreach (var one in batch)
            one.Done.TrySetResult();
    }

    /// <summary>The event stays in intake and comes again with the sweep, until it has failed too often.</summary>
    private async Task NoteAsync(Waiting waiting, Exception e, CancellationToken cancel)
    {
        _log.LogError(e, "Event {EventId} of account {AccountId} could not be taken up", waiting.Event.EventId, waiting.Event.AccountId);
        try
        {
            await _pending.FailAsync(waiting.Event, $"{e.GetType().Name}: {e.Message}", cancel);
        }
#pragma warning disable CA1031 // The database is away: nothing is lost, the sweep brings the event again.
        catch (Exception again) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _log.LogError(again, "The failure of event {EventId} could not be noted", waiting.Event.EventId);
        }
        waiting.Done.TrySetResult();
    }

    private sealed record Waiting(IChannelEvent Event, TaskCompletionSource Done);
}
