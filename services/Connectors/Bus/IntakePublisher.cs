using System.Threading.Channels;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Publishes events as soon as they are durable. It may drop or repeat any of them: the sweep publishes again what stays in intake.</summary>
internal sealed class IntakePublisher : BackgroundService
{
    /// <summary>How many may wait for the bus in memory; the others wait in intake.</summary>
    public const int Most = 20_000;

    private const int Together = 128;
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly IBus _bus;
    private readonly InFlight _inFlight;
    private readonly ILogger<IntakePublisher> _log;

    public IntakePublisher(Intake intake, IBus bus, InFlight inFlight, ILogger<IntakePublisher> log)
    {
        (_bus, _inFlight, _log) = (bus, inFlight, log);
        intake.Accepted += events => Post([.. events.Select(e => e.EventId)]);
    }

    /// <summary>Queues events for publishing; returns at once. What finds no room is left to the sweep.</summary>
    public void Post(IReadOnlyList<string> eventIds)
    {
        foreach (var id in eventIds)
            if (_waiting.Writer.TryWrite(id))
                _inFlight.Add(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<string>(Together);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (group.Count < Together && _waiting.Reader.TryRead(out var id))
                group.Add(id);
            await PublishAsync(group, stoppingToken);
            group.Clear();
        }
    }

    private async Task PublishAsync(List<string> group, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await _bus.Publish(new EventsAccepted([.. group]), limit.Token);
        }
#pragma warning disable CA1031 // Whatever the broker says, the rows stay in intake and the sweep comes by.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            group.ForEach(_inFlight.Remove);
            _log.LogWarning("Publishing {Count} events, the first {EventId}, failed ({Reason}); the sweep will publish them again", group.Count, group[0], failure.GetType().Name);
        }
    }
}
