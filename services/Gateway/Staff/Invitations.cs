using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Links that let their holder choose a password once: for the first administrator, for new staff, for who forgot theirs.</summary>
public sealed class Invitations(Database database, PublicAddress address, TimeProvider clock)
{
    internal static readonly TimeSpan Life = TimeSpan.FromHours(48);

    /// <summary>A new link for a member of staff, or for the first administrator when <paramref name="staffId"/> is null.
    /// A member's earlier ones stop working; those for the first administrator do until there is one, since several gateways may start together and print one each.</summary>
    internal async Task<string> CreateAsync(string? staffId, CancellationToken cancel)
    {
        var secret = Secret.New();
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async transaction =>
            {
                await transaction.RunAsync(
                    "delete from invitations where used_at is null and staff_id = @staffId", new { staffId }, cancel);
                await transaction.RunAsync(
                    "insert into invitations (secret, staff_id, created_at, expires_at) values (@secret, @staffId, @now, @end)",
                    new { secret = Secret.Hash(secret), staffId, now = now.ToUnixTimeMilliseconds(), end = (now + Life).ToUnixTimeMilliseconds() }, cancel);
            },
            cancel);
        return address.Welcome(secret);
    }

    /// <summary>Whom a link is for; null when it is unknown, used or too old.</summary>
    internal async Task<Invitation?> FindAsync(string? secret, CancellationToken cancel) =>
        Secret.Hash(secret) is not { } hash ? null : await database.OneAsync<Invitation>(
            """
            select i.staff_id as StaffId, s.email, s.name
            from invitations i
            left join staff s on s.id = i.staff_id
            where i.secret = @hash and i.used_at is null and i.expires_at > @now and s.disabled_at is null
            """,
            new { hash, now = Now }, cancel);

    /// <summary>Uses a link up and sets the password in the same transaction; the member's id, or null when somebody was faster.</summary>
    internal Task<string?> UseAsync(string secret, Claim claim, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, "staff", cancel);
                var used = await transaction.RunAsync(
                    "update invitations set used_at = @now where secret = @hash and used_at is null and expires_at > @now",
                    new { hash = Secret.Hash(secret), now = Now }, cancel);
                if (used == 0)
                    return null;
                if (claim.StaffId is not null)
                {
                    await transaction.RunAsync(
                        "update staff set password = @PasswordHash, name = @Name where id = @StaffId and disabled_at is null", claim, cancel);
                    await transaction.RunAsync("delete from sessions where staff_id = @StaffId", claim, cancel);
                    return claim.StaffId;
                }
                if (await transaction.OneAsync<long>("select count(*) from staff", null, cancel) > 0)
                    return null;
                var id = Id.New(clock);
                await transaction.RunAsync(
                    "insert into staff (id, email, email_key, name, role, password, created_at) values (@id, @email, @key, @name, 'Admin', @password, @at)",
                    new { id, email = claim.Email!.Trim(), key = StaffAddress.Key(claim.Email), name = claim.Name, password = claim.PasswordHash, at = Now }, cancel);
                return id;
            },
            cancel);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

internal sealed record Invitation
{
    public string? StaffId { get; init; }
    public string? Email { get; init; }
    public string? Name { get; init; }
}

internal sealed record Claim(string? StaffId, string? Email, string Name, string PasswordHash);
