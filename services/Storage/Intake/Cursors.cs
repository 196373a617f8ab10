namespace Inbox.Storage;

/// <summary>How far each poller has come. Moved only together with what it read: see <see cref="Intake"/>.</summary>
public sealed class Cursors(Database database)
{
    /// <summary>The stored place, or null before the first delivery.</summary>
    public Task<string?> FindAsync(string accountId, string name, CancellationToken cancel) =>
        database.OneAsync<string>("select value from cursors where account_id = @accountId and name = @name", new { accountId, name }, cancel);

    /// <summary>Moves a place when there was nothing to read; refused when the lease is held by somebody else.</summary>
    public Task MoveAsync(string accountId, CursorMove move, CancellationToken cancel) =>
        database.WriteAsync(transaction => IntakeWriter.MoveAsync(transaction, accountId, move, cancel), cancel);
}
