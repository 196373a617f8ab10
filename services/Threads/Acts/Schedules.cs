using Inbox.Storage;
using Inbox.WorkingHours;

namespace Inbox.Threads;

/// <summary>
/// The working hours of accounts, and of teams whose hours accounts go by: <c>owner</c> is either's id. A new version holds from its date on; what was answered
/// before it stays as it is.
/// </summary>
public sealed class Schedules
{
    /// <summary>A date begins up to 14 hours earlier or later than in UTC, and a range that began the day before goes on into it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(2);

    private readonly Database _database;
    private readonly Recounts _recounts;

    internal Schedules(Database database, Recounts recounts) => (_database, _recounts) = (database, recounts);

    /// <summary>Every version of somebody's hours, newest first.</summary>
    public async Task<IReadOnlyList<ScheduleHours>> ListAsync(string owner, CancellationToken cancel) =>
        [.. (await _database.ListAsync<string>(
            "select hours from schedules where account_id = @owner order by valid_from desc", new { owner }, cancel)).Select(h => Json.Read<ScheduleHours>(h)!)];

    /// <summary>Whose hours an account goes by: its own id, or a team's.</summary>
    public async Task<string> OwnerAsync(string accountId, CancellationToken cancel) =>
        await _database.OneAsync<string>("select owner_id from followed_hours where account_id = @accountId", new { accountId }, cancel) ?? accountId;

    /// <summary>The accounts that go by somebody's hours.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync(string owner, CancellationToken cancel) => await _database.ListAsync<string>(
        """
        select account_id from followed_hours where owner_id = @owner
        union
        select id from accounts where id = @owner and not exists (select 1 from followed_hours f where f.account_id = accounts.id)
        """,
        new { owner }, cancel);

    /// <summary>Sets the hours from a date on. Whatever was answered since that date is counted anew.</summary>
    public async Task<Outcome<ScheduleHours>> SetAsync(string owner, ScheduleHours hours, CancellationToken cancel)
    {
        if (ScheduleText.Problem(hours) is { } problem)
            return new Outcome<ScheduleHours>.Invalid(problem);
        await ChangeAsync(
            await AccountsAsync(owner, cancel), ScheduleText.Date(hours.ValidFrom)!.Value,
            """
            insert into schedules (account_id, valid_from, hours)
            values (@owner, @ValidFrom, @text)
            on conflict (account_id, valid_from) do update set hours = excluded.hours
            """,
            new { owner, hours.ValidFrom, text = Json.Write(hours) }, cancel);
        return new Outcome<ScheduleHours>.Done(hours);
    }

    /// <summary>Takes a version away: the one before it goes on. False when there was none.</summary>
    public async Task<bool> RemoveAsync(string owner, string validFrom, CancellationToken cancel)
    {
        if (ScheduleText.Date(validFrom) is not { } date || (await ListAsync(owner, cancel)).All(v => v.ValidFrom != validFrom))
            return false;
        await ChangeAsync(await AccountsAsync(owner, cancel), date, "delete from schedules where account_id = @owner and valid_from = @validFrom", new { owner, validFrom }, cancel);
        return true;
    }

    /// <summary>Lets an account go by the hours of a team; by its own again when it is named itself. All of its past is counted anew.</summary>
    public Task FollowAsync(string accountId, string owner, CancellationToken cancel) => ChangeAsync(
        [accountId], new(1970, 1, 10),
        owner == accountId
            ? "delete from followed_hours where account_id = @accountId"
            : "insert into followed_hours (account_id, owner_id) values (@accountId, @owner) on conflict (account_id) do update set owner_id = excluded.owner_id",
        new { accountId, owner }, cancel);

    /// <summary>Ends the hours of a team that is no more: the accounts that went by them go by their own again.</summary>
    public async Task EndAsync(string owner, CancellationToken cancel) => await ChangeAsync(
        await AccountsAsync(owner, cancel), new(1970, 1, 10), "delete from followed_hours where owner_id = @owner; delete from schedules where account_id = @owner", new { owner }, cancel);

    /// <summary>How many conversations of accounts are still to be counted by their new hours.</summary>
    public Task<int> LeftAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel) => _recounts.LeftAsync(accounts, cancel);

    private async Task ChangeAsync(IReadOnlyList<string> accounts, DateOnly from, string sql, object values, CancellationToken cancel)
    {
        var since = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero) - Margin;
        await _database.WriteAsync(
            async transaction =>
            {
                foreach (var account in accounts.Order(StringComparer.Ordinal))
                    await _database.Dialect.HoldAsync(transaction, $"threads/{account}", cancel);
                await transaction.RunAsync(sql, values, cancel);
                foreach (var account in accounts)
                    await Recounts.NoteAsync(transaction, account, since, cancel);
            },
            cancel);
        await _recounts.BeginAsync(accounts, cancel);
    }
}
