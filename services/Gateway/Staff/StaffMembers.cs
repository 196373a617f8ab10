using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>The people who answer. A change of role or access works from the next request on; disabling ends every session at once.</summary>
public sealed class StaffMembers(Database database, Invitations invitations, TimeProvider clock)
{
    /// <summary>Adds a member who signs in for the first time through a link.</summary>
    /// <returns>The member's id and the link; null when somebody has this address already.</returns>
    public async Task<Invited?> AddAsync(string email, string name, Role role, CancellationToken cancel)
    {
        if (!StaffAddress.IsOne(email))
            throw new ArgumentException($"'{email}' is not a mail address. Give one like ada@example.com.", nameof(email));
        var id = Id.New(clock);
        var added = await database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                insert into staff (id, email, email_key, name, role, created_at)
                values (@id, @email, @key, @name, @role, @at)
                on conflict (email_key) do nothing
                """,
                new { id, email = email.Trim(), key = StaffAddress.Key(email), name = name.Trim(), role = role.ToString(), at = Now }, cancel),
            cancel);
        return added == 0 ? null : new(id, await invitations.CreateAsync(id, cancel));
    }

    internal Task<List<StaffRow>> ListAsync(CancellationToken cancel) =>
        database.ListAsync<StaffRow>($"select {StaffRow.Columns} from staff order by id", null, cancel);

    internal Task<StaffRow?> FindAsync(string id, CancellationToken cancel) =>
        database.OneAsync<StaffRow>($"select {StaffRow.Columns} from staff where id = @id", new { id }, cancel);

    internal Task<StaffRow?> FindByEmailAsync(string email, CancellationToken cancel) =>
        database.OneAsync<StaffRow>($"select {StaffRow.Columns} from staff where email_key = @key", new { key = StaffAddress.Key(email) }, cancel);

    internal Task<StaffChange> ChangeAsync(string id, Role? role, bool? disabled, string? name, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, "staff", cancel);
                var row = await transaction.OneAsync<StaffRow>($"select {StaffRow.Columns} from staff where id = @id", new { id }, cancel);
                if (row is null)
                    return StaffChange.Unknown;
                var losesAdmin = row is { DisabledAt: null, InRole: Role.Admin } && (disabled == true || (role ?? Role.Admin) != Role.Admin);
                if (losesAdmin && await OtherAdminsAsync(transaction, id, cancel) == 0)
                    return StaffChange.LastAdministrator;
                long? disabledAt = disabled switch { null => row.DisabledAt, true => row.DisabledAt ?? Now, false => null };
                await transaction.RunAsync(
                    "update staff set role = @role, disabled_at = @disabledAt, name = @name where id = @id",
                    new { id, role = (role ?? row.InRole).ToString(), disabledAt, name = name?.Trim() ?? row.Name }, cancel);
                if (disabledAt is not null)
                    await EndAllAsync(transaction, id, cancel);
                return StaffChange.Done;
            },
            cancel);

    internal Task SetOwnAsync(string id, string name, string? language, string? theme, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => transaction.RunAsync(
                "update staff set name = @name, language = @language, theme = @theme where id = @id", new { id, name, language, theme }, cancel),
            cancel);

    /// <summary>Sets a new password and ends every session that the old one opened, and every link that could replace it.</summary>
    internal Task SetPasswordAsync(string id, string hash, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.RunAsync("update staff set password = @hash where id = @id", new { id, hash }, cancel);
                await EndAllAsync(transaction, id, cancel);
            },
            cancel);

    private static async Task EndAllAsync(DbTransaction transaction, string id, CancellationToken cancel)
    {
        await transaction.RunAsync("delete from sessions where staff_id = @id", new { id }, cancel);
        await transaction.RunAsync("delete from invitations where staff_id = @id and used_at is null", new { id }, cancel);
    }

    private static async Task<long> OtherAdminsAsync(DbTransaction transaction, string id, CancellationToken cancel) =>
        await transaction.OneAsync<long>(
            "select count(*) from staff where role = 'Admin' and disabled_at is null and password is not null and id <> @id", new { id }, cancel);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>A new member and the link that lets them in once.</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Link">Works once, for 48 hours.</param>
public sealed record Invited(string Id, string Link);

internal enum StaffChange
{
    Done,
    Unknown,
    LastAdministrator,
}
