using System.Data.Common;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>What stands in intake: read again by the sweep, removed by Threads, set aside when it fails for good.</summary>
public sealed class PendingEvents(Database database, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Events older than <paramref name="age"/>, oldest first, after <paramref name="afterId"/>; and those from a future that a clock set back has left behind (F13).</summary>
    public async Task<IReadOnlyList<PendingEvent>> ListAsync(TimeSpan age, string afterId, int limit, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await database.ListAsync<Row>(
            """
            select id, name, body, attempts
            from intake
            where (created_at <= @until or created_at > @future) and id > @afterId
            order by id
            limit @limit
            """,
            new { until = (now - age).ToUnixTimeMilliseconds(), future = now.AddMinutes(1).ToUnixTimeMilliseconds(), afterId, limit }, cancel);
        return [.. rows.Select(r => new PendingEvent(EventText.Read(r.Name, r.Body), r.Attempts))];
    }

    /// <summary>How many stand there; 0 when everything was taken up.</summary>
    public async Task<long> CountAsync(CancellationToken cancel) => await database.OneAsync<long>("select count(*) from intake", null, cancel);

    /// <summary>The ids of the oldest events that have stood there for at least <paramref name="age"/>; and of those from a future that a clock set back has left behind (F13).</summary>
    public async Task<IReadOnlyList<string>> OldestAsync(TimeSpan age, int limit, CancellationToken cancel) =>
        await database.ListAsync<string>(
            "select id from intake where created_at <= @until or created_at > @future order by id limit @limit",
            new { until = (clock.GetUtcNow() - age).ToUnixTimeMilliseconds(), future = clock.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds(), limit }, cancel);

    /// <summary>Those of these events that still stand there and that this version can read; a newer version reads the others, and none holds the rest up.</summary>
    public async Task<IReadOnlyList<IChannelEvent>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return [];
        var rows = await database.ListAsync<Row>($"select id, name, body, attempts from intake where {database.Dialect.In("id", "ids")} order by id", new { ids = ids.ToArray() }, cancel);
        return [.. rows.Select(r => EventText.TryRead(r.Name, r.Body)).OfType<IChannelEvent>()];
    }

    /// <summary>Whether any event with an id from <paramref name="first"/> to <paramref name="last"/> still stands there.</summary>
    public async Task<bool> AnyBetweenAsync(string first, string last, CancellationToken cancel) =>
        await database.OneAsync<string>("select id from intake where id >= @first and id <= @last limit 1", new { first, last }, cancel) is not null;

    /// <summary>Removes events in the transaction that holds their effect: the acknowledgement.</summary>
    /// <returns>Those that stood there, each with the raw bytes it was read from. Only they count: the others were taken up before, or erased since they were read.</returns>
    public async Task<IReadOnlyDictionary<string, string?>> TakeAsync(DbTransaction transaction, IReadOnlyCollection<string> eventIds, CancellationToken cancel) =>
        (await transaction.ListAsync<(string Id, string? Payload)>($"delete from intake where {database.Dialect.In("id", "eventIds")} returning id, payload_id", new { eventIds }, cancel))
            .ToDictionary(e => e.Id, e => e.Payload);

    /// <summary>Notes that an event failed; after five times it goes to quarantine and stops nobody any more. True when it went there.</summary>
    public Task<bool> FailAsync(IChannelEvent e, string reason, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                var attempts = await transaction.OneAsync<int?>(
                    "update intake set attempts = attempts + 1 where id = @EventId returning attempts", new { e.EventId }, cancel);
                if (attempts is null or < Tries)
                    return false;
                await transaction.RunAsync(
                    """
                    insert into quarantine (id, account_id, payload_id, name, body, reason, created_at)
                    select @id, account_id, payload_id, name, body, @reason, @at
                    from intake
                    where id = @event
                    """,
                    new { id = Id.New(clock), reason, at = clock.GetUtcNow().ToUnixTimeMilliseconds(), @event = e.EventId }, cancel);
                await transaction.RunAsync("delete from intake where id = @EventId", new { e.EventId }, cancel);
                return true;
            },
            cancel);

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Body { get; init; }
        public int Attempts { get; init; }
    }
}
