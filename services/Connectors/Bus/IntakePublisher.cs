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

    private const int Together = 64;
    private const int MostText = 1 << 20; // A broker takes messages of some megabytes and is quick with small ones.
    private readonly Channel<IChannelEvent> _waiting = Channel.CreateBounded<IChannelEvent>(
        new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly IBus _bus;
    private readonly InFlight _inFlight;
    private readonly ILogger<IntakePublisher> _log;

    public IntakePublisher(Intake intake, IBus bus, InFlight inFlight, ILogger<IntakePublisher> log)
    {
        (_bus, _inFlight, _log) = (bus, inFlight, log);
        intake.Accepted += Post;
    }

    /// <summary>Queues events for publishing; returns at once. What finds no room is left to the sweep.</summary>
    public void Post(IReadOnlyList<IChannelEvent> events)
    {
        foreach (var e in events)
            if (_waiting.Writer.TryWrite(e))
                _inFlight.Add(e.EventId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<IChannelEvent>(Together);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            for (var size = 0; group.Count < Together && size < MostText && _waiting.Reader.TryRead(out var e); size += Size(e))
                group.Add(e);
            await PublishAsync(group, stoppingToken);
            group.Clear();
        }
    }

    /// <summary>Characters of text, which is nearly all that an event weighs.</summary>
    private static int Size(IChannelEvent e) =>
        (e switch { MessageReceived received => received.Body, MessageEdited edited => edited.Body, _ => null }) is { } body ? body.Text.Length + body.Reply.Length + (body.Html?.Length ?? 0) : 0;

    private async Task PublishAsync(List<IChannelEvent> group, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await _bus.Publish(EventsAccepted.Of(group), limit.Token);
        }
#pragma warning disable CA1031 // Whatever the broker says, the rows stay in intake and the sweep comes by.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            group.ForEach(e => _inFlight.Remove(e.EventId));
            _log.LogWarning("Publishing {Count} events, the first {EventId}, failed ({Reason}); the sweep will publish them again", group.Count, group[0].EventId, failure.GetType().Name);
        }
    }
}
