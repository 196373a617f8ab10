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

    /// <summary>Bytes of the raw content.</summary>
    public long Size { get; init; }
}

/// <summary>What stands aside: a person can see it, download it and let it run again.</summary>
public sealed class Quarantine(Database database, TimeProvider clock)
{
    private const string Columns = """
        select q.id, q.account_id as AccountId, q.payload_id as PayloadId, q.name, q.reason, q.created_at as CreatedAt, coalesce(length(p.content), length(q.body), 0) as Size
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

    /// <summary>Puts a failed event back into intake, where the sweep takes it up within seconds. False when there is no such event to put back.</summary>
    public Task<bool> ReplayEventAsync(string id, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                var put = await transaction.RunAsync(
                    """
                    insert into intake (id, payload_id, account_id, name, body, created_at, attempts)
                    select id, payload_id, account_id, name, body, 0, 0
                    from quarantine
                    where id = @id and name is not null and replayed_at is null
                    """,
                    new { id }, cancel);
                return put > 0 && await CloseAsync(transaction, id, cancel) > 0;
            },
            cancel);

    /// <summary>Takes unread bytes out of the way so that their connector can deliver them anew. The bytes and their type, or null.</summary>
    public Task<RawPayload?> ReopenAsync(string id, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                var raw = await transaction.OneAsync<RawPayload>(
                    """
                    select p.id, p.account_id as AccountId, p.key, p.media_type as MediaType, p.content
                    from quarantine q
                    join payloads p on p.id = q.payload_id
                    where q.id = @id and q.replayed_at is null
                    """,
                    new { id }, cancel);
                if (raw is not null)
                    await CloseAsync(transaction, id, cancel);
                return raw;
            },
            cancel);

    private Task<int> CloseAsync(System.Data.Common.DbTransaction transaction, string id, CancellationToken cancel) =>
        transaction.RunAsync("update quarantine set replayed_at = @at where id = @id", new { id, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancel);
}
