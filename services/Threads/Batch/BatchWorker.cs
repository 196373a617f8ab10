using System.Data.Common;
using System.Threading.Channels;
using Inbox.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Threads;

/// <summary>
/// Takes up events together: whatever waits when the last batch is done is the next one, so a quiet inbox waits for nothing and a busy one shares its
/// commits. Where a whole batch waits already, it is made ready while the one before it is written. An event that fails is tried alone, counted, and set
/// aside in the end; it delays nobody.
/// </summary>
public sealed class BatchWorker : BackgroundService
{
    private const int Most = 256;
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly BatchWriter _writer;
    private readonly StandingEvents _standing;
    private readonly Announcer _announcer;
    private readonly ILogger<BatchWorker> _log;

    internal BatchWorker(BatchWriter writer, StandingEvents standing, Announcer announcer, ILogger<BatchWorker> log) =>
        (_writer, _standing, _announcer, _log) = (writer, standing, announcer, log);

    /// <summary>Returns when the events' effect is committed, or their failure noted. Ids of events that no longer stand in intake are passed over.</summary>
    public async Task TakeAsync(IReadOnlyList<string> eventIds, CancellationToken cancel)
    {
        var waiting = new Waiting(eventIds, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, cancel);
        await waiting.Done.Task.WaitAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var writing = Task.CompletedTask;
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            var batch = new List<Waiting>();
            if (!Fill(batch))
            {
                await writing;
                Fill(batch);
            }
            var ready = await MakeReadyAsync(batch, stoppingToken);
            await writing;
            writing = Task.Run(() => TakeUpAsync(batch, ready, stoppingToken), stoppingToken);
        }
    }

    /// <summary>Adds what waits; whether the batch is full.</summary>
    private bool Fill(List<Waiting> batch)
    {
        var count = batch.Sum(w => w.EventIds.Count);
        for (; count < Most && _waiting.Reader.TryRead(out var next); count += next.EventIds.Count)
            batch.Add(next);
        return count >= Most;
    }

    /// <summary>All that needs no turn at the database. Null when the events could not be read: the sweep brings them again.</summary>
    private async Task<ReadyEvents?> MakeReadyAsync(List<Waiting> batch, CancellationToken cancel)
    {
        ReadyEvents? ready = null;
        try
        {
            ready = new(await _standing.ReadAsync([.. batch.SelectMany(w => w.EventIds)], cancel));
            _ = ready.Received;
        }
#pragma warning disable CA1031 // What could not be read stands in intake and comes again; what could not be made of an event is thrown once more when it is taken up.
        catch (Exception e) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (ready is null)
                _log.LogError(e, "Events wait: they could not be read");
        }
        return ready;
    }

    private async Task TakeUpAsync(List<Waiting> batch, ReadyEvents? ready, CancellationToken cancel)
    {
        if (ready is { Events.Count: > 0 })
            await ApplyAsync(ready, cancel);
        foreach (var one in batch)
            one.Done.TrySetResult();
    }

    private async Task ApplyAsync(ReadyEvents ready, CancellationToken cancel)
    {
        try
        {
            _announcer.Announce(await _writer.ApplyAsync(ready, cancel));
        }
#pragma warning disable CA1031 // Whatever one event does, the others go on.
        catch (Exception e) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The database is away or full, which is no event's fault: none is tried alone and none is counted; the sweep brings them again. (One that takes too long is a fault of its own.)
            if (e is DbException { IsTransient: true, InnerException: not TimeoutException })
                _log.LogError(e, "{Count} events wait: the database could not take them", ready.Events.Count);
            else if (ready.Events.Count == 1)
                await NoteAsync(ready.Events[0], e, cancel);
            else
                foreach (var one in ready.Events)
                    await ApplyAsync(new([one]), cancel);
        }
    }

    /// <summary>The event stays in intake and comes again with the sweep, until it has failed too often.</summary>
    private async Task NoteAsync(IChannelEvent failed, Exception e, CancellationToken cancel)
    {
        _log.LogError(e, "Event {EventId} of account {AccountId} could not be taken up", failed.EventId, failed.AccountId);
        try
        {
            await _standing.FailAsync(failed, $"{e.GetType().Name}: {e.Message}", cancel);
        }
#pragma warning disable CA1031 // The database is away: nothing is lost, the sweep brings the event again.
        catch (Exception again) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _log.LogError(again, "The failure of event {EventId} could not be noted", failed.EventId);
        }
    }

    private sealed record Waiting(IReadOnlyList<string> EventIds, TaskCompletionSource Done);
}
