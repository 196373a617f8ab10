namespace Inbox.Storage;

/// <summary>Raw bytes as they came.</summary>
public sealed record RawPayload
{
    /// <summary>Our id.</summary>
    public required string Id { get; init; }

    /// <summary>The account they came through.</summary>
    public required string AccountId { get; init; }

    /// <summary>What they are known by in the account.</summary>
    public required string Key { get; init; }

    /// <summary>For example <c>message/rfc822</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>When they were stored, in milliseconds UTC.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Content { get; init; }
}

/// <summary>The raw bytes of everything that came in.</summary>
public sealed class Payloads(Database database)
{
    /// <summary>One payload, or null.</summary>
    public Task<RawPayload?> FindAsync(string id, CancellationToken cancel) =>
        database.OneAsync<RawPayload>(
            "select id, account_id as AccountId, key, media_type as MediaType, received_at as ReceivedAt, content from payloads where id = @id", new { id }, cancel);
}
