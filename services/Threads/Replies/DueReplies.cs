using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Replies whose time to undo is over, and those that nobody has taken up since.</summary>
internal sealed class DueReplies(Database database, ReplyWays ways, TimeProvider clock)
{
    private const int Most = 100;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    /// <summary>Takes what is due; it is due again later, in case nobody hears of it. From here on it cannot be undone.</summary>
    public async Task<IReadOnlyList<SendReply>> TakeAsync(CancellationToken cancel)
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
                    $"{MessageRow.Select} where {database.Dialect.In("m.id", "ids")} and m.state = 'queued' and m.recipient is not null", new { ids = ids.ToArray() }, cancel);
                var sends = new List<SendReply>(rows.Count);
                foreach (var row in rows)
                {
                    var send = await Outgoing.ReadAsync(transaction, row, cancel);
                    sends.Add(send with { Deadline = await ways.DeadlineAsync(new(transaction.Connection!, transaction, cancel), send) });
                }
                return sends;
            },
            cancel);
    }
}
