using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Threads;

/// <summary>
/// Says what a commit changed. Best effort and in the background: a dead broker neither fails nor delays a command, since every page reads again when it
/// comes back, and replies and events are published again by their sweeps.
/// </summary>
public sealed class Announcer(IServiceProvider services, ILogger<Announcer> log) : BackgroundService
{
    private readonly System.Threading.Channels.Channel<object> _waiting = System.Threading.Channels.Channel.CreateBounded<object>(
        new System.Threading.Channels.BoundedChannelOptions(100_000) { SingleReader = true, FullMode = System.Threading.Channels.BoundedChannelFullMode.DropOldest });

    /// <summary>Publishes a message soon.</summary>
    public void Announce(object message) => _waiting.Writer.TryWrite(message);

    internal void Announce(IEnumerable<Changed> changes)
    {
        foreach (var some in changes.Select(c => new ConversationChanged(c.Id, c.AccountId, c.Version, c.MessageIds, c.Replies)).Chunk(ConversationsChanged.Most))
            Announce(new ConversationsChanged(some));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Resolved late: the page and its commands work in a process that has no bus at all.
        var bus = (IBus?)services.GetService(typeof(IBus));
        await foreach (var message in _waiting.Reader.ReadAllAsync(stoppingToken))
            if (bus is not null)
                await PublishAsync(bus, message, stoppingToken);
    }

    private async Task PublishAsync(IBus bus, object message, CancellationToken cancel)
    {
        try
        {
            await bus.Publish(message, message.GetType(), cancel).WaitAsync(TimeSpan.FromSeconds(5), cancel);
        }
#pragma warning disable CA1031 // Best effort by contract: see above.
        catch (Exception e) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "Could not publish {Kind}; pages learn of it when they read again", message.GetType().Name);
        }
    }
}
