namespace Inbox.Storage;

/// <summary>A file whose bytes a platform still has.</summary>
public sealed record WaitingFile
{
    /// <summary>Our id.</summary>
    public required string Id { get; init; }

    /// <summary>The account it came through.</summary>
    public required string AccountId { get; init; }

    /// <summary>What the platform calls the bytes.</summary>
    public required string Source { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }
}

/// <summary>A file that is shown and not here.</summary>
public sealed record MissingFile
{
    /// <summary>Our id.</summary>
    public required string Id { get; init; }

    /// <summary>Why it is fetched no more; null while it still is.</summary>
    public string? Problem { get; init; }
}

/// <summary>Files that came as a name only. The message is durable and shown before its files are here: a platform waits for our 2xx, not for its own files.</summary>
public sealed class WaitingFiles(Database database, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Those that are due, the longest due first.</summary>
    public async Task<IReadOnlyList<WaitingFile>> DueAsync(int limit, CancellationToken cancel) =>
        await database.ListAsync<WaitingFile>(
            "select id, account_id as AccountId, source, tries from attachments where try_at <= @Now order by try_at limit @limit", new { Now, limit }, cancel);

    /// <summary>Those among some files whose bytes are not here.</summary>
    public async Task<IReadOnlyList<MissingFile>> MissingAsync(IReadOnlyList<string> ids, CancellationToken cancel) => ids.Count == 0 ? [] :
        await database.ListAsync<MissingFile>($"select id, error as Problem from attachments where source is not null and {database.Dialect.In("id", "ids")}", new { ids = ids.ToArray() }, cancel);

    /// <summary>Somebody asks for a file now, whatever became of it before; one that is here stays as it is.</summary>
    public Task AgainAsync(string id, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => transaction.RunAsync("update attachments set tries = 0, try_at = @Now, error = null where id = @id and source is not null", new { id, Now }, cancel), cancel);

    /// <summary>The bytes have come.</summary>
    public Task KeepAsync(string id, byte[] content, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => transaction.RunAsync(
                "update attachments set content = @content, size = @size, source = null, try_at = null, error = null where id = @id", new { id, content, size = (long)content.Length }, cancel),
            cancel);

    /// <summary>They have not; when to try again, or null for never.</summary>
    public Task FailAsync(string id, string reason, TimeSpan? again, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => transaction.RunAsync(
                "update attachments set tries = tries + 1, try_at = @next, error = @error where id = @id",
                new { id, next = again is { } wait ? Now + (long)wait.TotalMilliseconds : (long?)null, error = again is null ? reason : null }, cancel),
            cancel);
}
