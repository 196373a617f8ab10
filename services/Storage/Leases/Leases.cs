using System.Data.Common;

namespace Inbox.Storage;

/// <summary>The right to do something alone, for a while: follow a mailbox, run a sweep.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Fence">Grows with each new holder; a write that shows an older one is refused.</param>
public sealed record Lease(string Name, string Owner, long Fence);

/// <summary>Hands out leases. A holder that stops renewing loses its lease when it runs out; its fence then no longer writes.</summary>
public sealed class Leases(Database database, TimeProvider clock)
{
    /// <summary>Takes or renews a lease; null while somebody else holds it.</summary>
    public Task<Lease?> TakeAsync(string name, string owner, TimeSpan time, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                var now = clock.GetUtcNow();
                var fence = await transaction.OneAsync<long?>(
                    """
                    insert into leases (name, owner, fence, until)
                    values (@name, @owner, 1, @until)
                    on conflict (name) do update
                    set owner = excluded.owner, until = excluded.until, fence = leases.fence + case when leases.owner = excluded.owner then 0 else 1 end
                    where leases.owner = excluded.owner or leases.until < @now
                    returning fence
                    """,
                    new { name, owner, until = (now + time).ToUnixTimeMilliseconds(), now = now.ToUnixTimeMilliseconds() }, cancel);
                return fence is { } f ? new Lease(name, owner, f) : null;
            },
            cancel);

    /// <summary>Gives a lease back, so that the next one need not wait.</summary>
    public Task ReleaseAsync(Lease lease, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => transaction.RunAsync(
                "update leases set until = 0 where name = @Name and owner = @Owner and fence = @Fence", lease, cancel),
            cancel);

    /// <summary>Ends every lease: for a process that knows that no other one is left. Fences go on growing.</summary>
    public Task EndAllAsync(CancellationToken cancel) =>
        database.WriteAsync(transaction => transaction.RunAsync("update leases set until = 0", null, cancel), cancel);

    /// <summary>Whether the lease is still the newest of its name; asked inside the transaction that relies on it.</summary>
    public static async Task<bool> HoldsAsync(DbTransaction transaction, Lease lease, CancellationToken cancel) =>
        await transaction.OneAsync<long?>("select fence from leases where name = @Name and owner = @Owner and fence = @Fence", lease, cancel) is not null;
}

/// <summary>A write showed a lease that somebody else holds by now; nothing of it was kept.</summary>
public sealed class LeaseLostException(string name) : Exception($"The lease '{name}' is held by another process now; this one stops.");
