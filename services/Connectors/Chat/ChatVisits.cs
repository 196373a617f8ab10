using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>Who has the chat open just now, in whichever process.</summary>
internal sealed class ChatVisits(Database database, TimeProvider clock)
{
    /// <summary>How often a connection says that it is still there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Stale = Beat * 3;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task StayAsync(string connection, string accountId, string contact, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.RunAsync("delete from chat_visits where account_id = @accountId and contact = @contact and seen_at < @stale", new { accountId, contact, stale = Now - (long)Stale.TotalMilliseconds }, cancel);
                await transaction.RunAsync(
                    """
                    insert into chat_visits (connection, account_id, contact, seen_at)
                    values (@connection, @accountId, @contact, @Now)
                    on conflict (connection) do update set seen_at = excluded.seen_at
                    """,
                    new { connection, accountId, contact, Now }, cancel);
            },
            cancel);

    public Task LeaveAsync(string connection, CancellationToken cancel) =>
        database.WriteAsync(transaction => transaction.RunAsync("delete from chat_visits where connection = @connection", new { connection }, cancel), cancel);

    public async Task<bool> IsHereAsync(string accountId, string contact, CancellationToken cancel) =>
        await database.OneAsync<long>(
            "select count(*) from chat_visits where account_id = @accountId and contact = @contact and seen_at >= @since",
            new { accountId, contact, since = Now - (long)Stale.TotalMilliseconds }, cancel) > 0;
}
