using System.Data.Common;

namespace Inbox.Storage;

/// <summary>Something that could not be read or taken up, with its raw bytes.</summary>
public sealed record Quarantined
{
    /// <summary>Our id of the entry.</summary>
    public required string Id { get; init; }

    /// <summary>The account it came through.</summary>
    public required string AccountId { get; init; }

    /// <summary>The raw bytes it came from, when it came from outside.</summary>
    public string? PayloadId { get; init; }

    /// <summary>The event that failed; null when the bytes could not be read at all.</summary>
    public string? Name { get; init; }

    /// <summary>Why, for staff.</summary>
    public required string Reason { get; init; }

    /// <summary>When, in milliseconds UTC.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Bytes of the raw content; 0 when an erasure emptied it.</summary>
    public long Size { get; init; }
}

/// <summary>What stands aside: a person can see it, download it and let it run again.</summary>
public sealed class Quarantine(Database database, TimeProvider clock)
{
    private const string Columns = """
        select q.id, q.account_id as AccountId, q.payload_id as PayloadId, q.name, q.reason, q.created_at as CreatedAt, coalesce(nullif(length(p.content), 0), length(q.body), 0) as Size
        from quarantine q
        left join payloads p on p.id = q.payload_id
        where q.replayed_at is null
        """;

    /// <summary>The newest entries before <paramref name="beforeId"/>.</summary>
    public async Task<IReadOnlyList<Quarantined>> ListAsync(string? beforeId, int limit, CancellationToken cancel) =>
        await database.ListAsync<Quarantined>(
            $"{Columns} and (@beforeId is null or q.id < @beforeId) order by q.id desc limit @limit", new { beforeId = beforeId ?? "~", limit }, cancel);

    /// <summary>One entry, or null when it is not there or was replayed.</summary>
    public Task<Quarantined?> FindAsync(string id, CancellationToken cancel) =>
        database.OneAsync<Quarantined>($"{Columns} and q.id = @id", new { id }, cancel);

    /// <summary>Puts a failed event back into intake under its own id, where the sweep takes it up within seconds. False when there is no such event to put back.</summary>
    public Task<bool> ReplayEventAsync(string id, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                var row = await transaction.OneAsync<Failed>("select name, body from quarantine where id = @id and name is not null and replayed_at is null", new { id }, cancel);
                if (row is null || !await CloseAsync(transaction, id, cancel))
                    return false;
                await transaction.RunAsync(
                    """
                    insert into intake (id, payload_id, account_id, name, body, created_at, attempts)
                    select @eventId, payload_id, account_id, name, body, 0, 0
                    from quarantine
                    where id = @id
                    on conflict (id) do nothing
                    """,
                    new { id, eventId = EventText.Read(row.Name, row.Body).EventId }, cancel);
                return true;
            },
            cancel);

    /// <summary>Puts away what can be read no more. False when somebody else did so before.</summary>
    public Task<bool> PutAwayAsync(string id, CancellationToken cancel) => database.WriteAsync(transaction => CloseAsync(transaction, id, cancel), cancel);

    /// <summary>Says anew why bytes could not be read.</summary>
    public Task ExplainAsync(string id, string reason, CancellationToken cancel) =>
        database.WriteAsync(transaction => transaction.RunAsync("update quarantine set reason = @reason where id = @id", new { id, reason }, cancel), cancel);

    /// <summary>Takes an entry off the list, in the transaction that lets it run again. False when it is not there or was replayed: one winner.</summary>
    internal async Task<bool> CloseAsync(DbTransaction transaction, string id, CancellationToken cancel) =>
        await transaction.RunAsync(
            "update quarantine set replayed_at = @at where id = @id and replayed_at is null", new { id, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancel) > 0;

    private sealed record Failed
    {
        public required string Name { get; init; }
        public required string Body { get; init; }
    }
}
