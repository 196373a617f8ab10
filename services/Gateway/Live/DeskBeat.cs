using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>Says every few seconds which accounts somebody of the staff has before them, for channels where people ask whether anybody is there. Silence means nobody.</summary>
internal sealed class DeskBeat(LiveConnections connections, IBus bus, TimeProvider clock, ILogger<DeskBeat> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (connections.Seen() is { Count: > 0 } seen)
                await PublishAsync(new(seen), stoppingToken);
    }

    private async Task PublishAsync(DeskStaffed staffed, CancellationToken cancel)
    {
        try
        {
            await bus.Publish(staffed, cancel).WaitAsync(Pause, clock, cancel);
        }
#pragma warning disable CA1031 // The next beat says it again.
        catch (Exception e) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogWarning("Nobody could be told that staff are there ({Reason})", e.GetType().Name);
        }
    }
}
