using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Threads;

/// <summary>
/// Publishes replies that are due, and again while a row is still queued: the row is the outbox, so a bus may lose what it likes. Any number of these may
/// run; connectors claim each attempt once.
/// </summary>
public sealed class ReplyDispatcher(IServiceProvider services, TimeProvider clock, IBus bus, ILogger<ReplyDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var due = services.GetRequiredService<DueReplies>();
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                foreach (var send in await due.TakeAsync(stoppingToken))
                    await bus.Publish(send, stoppingToken).WaitAsync(Again, clock, stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it was, the rows are still there and the next round tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "Replies wait: they could not be handed over for sending");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
