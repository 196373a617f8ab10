using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>The working hours of accounts. A new version holds from its date on; what was counted before stays.</summary>
public sealed class Schedules(Database database)
{
    /// <summary>Every version of an account's hours, newest first.</summary>
    public async Task<IReadOnlyList<ScheduleHours>> ListAsync(string accountId, CancellationToken cancel) =>
        [.. (await database.ListAsync<string>(
            "select hours from schedules where account_id = @accountId order by valid_from desc", new { accountId }, cancel)).Select(h => Json.Read<ScheduleHours>(h)!)];

    /// <summary>Sets the hours from a date on. Answers given after that date keep their stored working time until their conversation is derived again.</summary>
    public async Task<Outcome<ScheduleHours>> SetAsync(string accountId, ScheduleHours hours, CancellationToken cancel)
    {
        if (ScheduleText.Problem(hours) is { } problem)
            return new Outcome<ScheduleHours>.Invalid(problem);
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                insert into schedules (account_id, valid_from, hours)
                values (@accountId, @ValidFrom, @text)
                on conflict (account_id, valid_from) do update set hours = excluded.hours
                """,
                new { accountId, hours.ValidFrom, text = Json.Write(hours) }, cancel),
            cancel);
        return new Outcome<ScheduleHours>.Done(hours);
    }
}
