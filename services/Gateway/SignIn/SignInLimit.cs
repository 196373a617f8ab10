using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>
/// Slows guessing down without locking anybody out. Failures count for 15 minutes and a success does not wipe them. Who signed in from an address within
/// 30 days is held back only by failures of that pair; others also by all failures for the account and all from the address.
/// </summary>
internal sealed class SignInLimit(Database database, TimeProvider clock)
{
    public const int PerPair = 5;
    public const int PerAddress = 30;
    public const int PerAccount = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>Notes an attempt before it is judged, so that many at once count too. Its id, or null when there were too many.</summary>
    public Task<string?> BeginAsync(string email, string address, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var key = StaffAddress.Key(email);
        return database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, $"sign-in/{key}", cancel);
                await transaction.RunAsync(
                    "delete from sign_in_attempts where at < @oldest", new { oldest = (now - Memory).ToUnixTimeMilliseconds() }, cancel);
                var tries = (await transaction.OneAsync<Tries>(
                    """
                    select coalesce(sum(case when email_key = @key and address = @address and succeeded = 0 and at > @since then 1 else 0 end), 0) as Pair,
                           coalesce(sum(case when email_key = @key and succeeded = 0 and at > @since then 1 else 0 end), 0) as Account,
                           coalesce(sum(case when address = @address and succeeded = 0 and at > @since then 1 else 0 end), 0) as Address,
                           coalesce(sum(case when email_key = @key and address = @address and succeeded = 1 then 1 else 0 end), 0) as Successes
                    from sign_in_attempts
                    where email_key = @key or address = @address
                    """,
                    new { key, address, since = (now - Window).ToUnixTimeMilliseconds() }, cancel))!;
                if (tries.Pair >= PerPair || (tries.Successes == 0 && (tries.Account >= PerAccount || tries.Address >= PerAddress)))
                    return null;
                var id = Id.New(clock);
                await transaction.RunAsync(
                    "insert into sign_in_attempts (id, email_key, address, at, succeeded) values (@id, @key, @address, @at, 0)",
                    new { id, key, address, at = now.ToUnixTimeMilliseconds() }, cancel);
                return id;
            },
            cancel);
    }

    public Task SucceededAsync(string attempt, CancellationToken cancel) =>
        database.WriteAsync(transaction => transaction.RunAsync("update sign_in_attempts set succeeded = 1 where id = @attempt", new { attempt }, cancel), cancel);

    private sealed record Tries
    {
        public long Pair { get; init; }
        public long Account { get; init; }
        public long Address { get; init; }
        public long Successes { get; init; }
    }
}
