using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Threads;

/// <summary>
/// Publishes replies that are due, and again while a row is still queued: the row is the outbox, so a bus may lose what it likes. Any number of these may
/// run; connectors claim each attempt once.
/// </summary>
public sealed class ReplyDispatcher(Database database, TimeProvider clock, IBus bus, ILogger<ReplyDispatcher> log) : BackgroundService
{
    private const int Most = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                foreach (var send in await TakeDueAsync(stoppingToken))
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

    /// <summary>Takes what is due; it is due again later, in case nobody hears of it. From here on it cannot be undone.</summary>
    internal async Task<IReadOnlyList<SendReply>> TakeDueAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        if (await database.OneAsync<string>("select id from messages where due_at <= @now limit 1", new { now }, cancel) is null)
            return [];
        return await database.WriteAsync(
            async transaction =>
            {
                var ids = await transaction.ListAsync<string>("select id from messages where due_at <= @now order by due_at limit @Most", new { now, Most }, cancel);
                await transaction.RunAsync(
                    $"""
                    update messages
                    set due_at = case when state = 'queued' then @again end, dispatched_at = coalesce(dispatched_at, @now)
                    where {database.Dialect.In("id", "ids")}
                    """,
                    new { ids = ids.ToArray(), now, again = now + (long)Again.TotalMilliseconds }, cancel);
                var rows = await transaction.ListAsync<MessageRow>(
                    $"{MessageRow.Select} where {database.Dialect.In("m.id", "ids")} and m.state = 'queued'", new { ids = ids.ToArray() }, cancel);
                var sends = new List<SendReply>(rows.Count);
                foreach (var row in rows)
                    sends.Add(await Outgoing.ReadAsync(transaction, row, cancel));
                return sends;
            },
            cancel);
    }
}
