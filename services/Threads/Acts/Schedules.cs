using Inbox.Storage;
using Inbox.WorkingHours;

namespace Inbox.Threads;

/// <summary>The working hours of accounts. A new version holds from its date on; what was answered before it stays as it is.</summary>
public sealed class Schedules
{
    /// <summary>A date begins up to 14 hours earlier or later than in UTC, and a range that began the day before goes on into it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(2);
    private const int Together = 500;

    /// <summary>What was answered since, and what is or may become due since: a target may be reached in hours that a version only now gives.</summary>
    private const string Touched = """
        select distinct conversation_id
        from asks
        where account_id = @accountId and (
          answered_at >= @since
          or exists (select 1 from targets t where t.account_id = @accountId)
            and (due_at >= @since or asked_at >= @far and due_at is null))
        """;


    private readonly Database _database;
    private readonly Rederive _rederive;
    private readonly Announcer _announcer;

    internal Schedules(Database database, Rederive rederive, Announcer announcer) => (_database, _rederive, _announcer) = (database, rederive, announcer);

    /// <summary>Every version of an account's hours, newest first.</summary>
    public async Task<IReadOnlyList<ScheduleHours>> ListAsync(string accountId, CancellationToken cancel) =>
        [.. (await _database.ListAsync<string>(
            "select hours from schedules where account_id = @accountId order by valid_from desc", new { accountId }, cancel)).Select(h => Json.Read<ScheduleHours>(h)!)];

    /// <summary>Sets the hours from a date on. Whatever was answered since that date is counted anew.</summary>
    public async Task<Outcome<ScheduleHours>> SetAsync(string accountId, ScheduleHours hours, CancellationToken cancel)
    {
        if (ScheduleText.Problem(hours) is { } problem)
            return new Outcome<ScheduleHours>.Invalid(problem);
        _announcer.Announce(await _database.WriteAsync(
            async transaction =>
            {
                await _database.Dialect.HoldAsync(transaction, $"threads/{accountId}", cancel);
                await transaction.RunAsync(
                    """
                    insert into schedules (account_id, valid_from, hours)
                    values (@accountId, @ValidFrom, @text)
                    on conflict (account_id, valid_from) do update set hours = excluded.hours
                    """,
                    new { accountId, hours.ValidFrom, text = Json.Write(hours) }, cancel);
                var since = new DateTimeOffset(ScheduleText.Date(hours.ValidFrom)!.Value, TimeOnly.MinValue, TimeSpan.Zero) - Margin;
                var touched = await transaction.ListAsync<string>(
                    Touched, new { accountId, since = since.ToUnixTimeMilliseconds(), far = (since - Schedule.LongestDue).ToUnixTimeMilliseconds() }, cancel);
                var changed = new List<Changed>();
                foreach (var some in touched.Chunk(Together))
                    changed.AddRange(await _rederive.SaveAsync(transaction, some, cancel));
                return changed;
            },
            cancel));
        return new Outcome<ScheduleHours>.Done(hours);
    }
}
