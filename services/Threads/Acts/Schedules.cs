using System.Data.Common;
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
    private const int Together = 500;

    /// <summary>What was answered since, and what is or may become due since: a target may be reached in hours that a version only now gives.</summary>
    private const string Touched = """
        select distinct conversation_id
        from asks
        where account_id = @account and (
          answered_at >= @since
          or exists (select 1 from targets t where t.account_id = @account)
            and (due_at >= @since or asked_at >= @far and due_at is null))
        """;

    private readonly Database _database;
    private readonly Rederive _rederive;
    private readonly Announcer _announcer;

    internal Schedules(Database database, Rederive rederive, Announcer announcer) => (_database, _rederive, _announcer) = (database, rederive, announcer);

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

    private async Task ChangeAsync(IReadOnlyList<string> accounts, DateOnly from, string sql, object values, CancellationToken cancel)
    {
        var since = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero) - Margin;
        _announcer.Announce(await _database.WriteAsync(
            async transaction =>
            {
                foreach (var account in accounts.Order(StringComparer.Ordinal))
                    await _database.Dialect.HoldAsync(transaction, $"threads/{account}", cancel);
                await transaction.RunAsync(sql, values, cancel);
                var changed = new List<Changed>();
                foreach (var account in accounts)
                    foreach (var some in (await TouchedAsync(transaction, account, since, cancel)).Chunk(Together))
                        changed.AddRange(await _rederive.SaveAsync(transaction, some, cancel));
                return changed;
            },
            cancel));
    }

    private static Task<List<string>> TouchedAsync(DbTransaction transaction, string account, DateTimeOffset since, CancellationToken cancel) =>
        transaction.ListAsync<string>(Touched, new { account, since = since.ToUnixTimeMilliseconds(), far = (since - Schedule.LongestDue).ToUnixTimeMilliseconds() }, cancel);
}
