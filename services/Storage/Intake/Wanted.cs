namespace Inbox.Storage;

/// <summary>What deliveries only named (<see cref="Delivery.Wanted"/>), until the platform has said what it is, or that it is gone.</summary>
public sealed class Wanted(Database database)
{
    private const int AtOnce = 50;

    /// <summary>What is to be asked for, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string accountId, CancellationToken cancel) =>
        await database.ListAsync<string>("select name from wanted where account_id = @accountId order by wanted_at, name limit @AtOnce", new { accountId, AtOnce }, cancel);

    /// <summary>It was asked for, and what came of it is durable.</summary>
    public Task ForgetAsync(string accountId, string name, CancellationToken cancel) =>
        database.WriteAsync(transaction => transaction.RunAsync("delete from wanted where account_id = @accountId and name = @name", new { accountId, name }, cancel), cancel);
}
