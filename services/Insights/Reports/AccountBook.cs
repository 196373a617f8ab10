using System.Globalization;
using System.Text.Json;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.WorkingHours;

namespace Inbox.Insights;

/// <summary>What is settled for accounts and matters to what is counted; read for each report, so a change holds at once.</summary>
internal sealed class AccountBook(Database database, IEnumerable<ChannelDescription> channels)
{
    private static readonly TimeSpan UsualGap = TimeSpan.FromHours(72);

    /// <summary>The working hours of those accounts that have some.</summary>
    public async Task<IReadOnlyDictionary<string, Schedule>> SchedulesAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        var rows = await database.ListAsync<(string Account, string Hours)>(
            $"select account_id, hours from account_hours where {database.Dialect.In("account_id", "accounts")}", new { accounts = accounts.ToArray() }, cancel);
        return rows.GroupBy(r => r.Account).ToDictionary(
            g => g.Key, g => Schedule.Of(g.Select(r => JsonSerializer.Deserialize<ScheduleHours>(r.Hours, JsonSerializerOptions.Web)!))!);
    }

    /// <summary>Until when an answer is in time: so long after its ask, or (null) one working day of its account.</summary>
    public async Task<AnswerBy> AnswerByAsync(IReadOnlyCollection<string> accounts, TimeSpan? within, long from, long now, CancellationToken cancel) =>
        within is { } time ? AnswerBy.Within(time) : AnswerBy.WorkingDay(await SchedulesAsync(accounts, cancel), from, now);

    /// <summary>The teams of each account.</summary>
    public async Task<ILookup<string, string>> TeamsAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel) =>
        (await database.ListAsync<(string Account, string Team)>(
            $"select account_id, team_id from team_accounts where {database.Dialect.In("account_id", "accounts")}", new { accounts = accounts.ToArray() }, cancel))
        .ToLookup(r => r.Account, r => r.Team);

    /// <summary>The channel of each account.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ChannelsAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel) =>
        (await database.ListAsync<(string Id, string Channel)>(
            $"select id, channel from accounts where {database.Dialect.In("id", "accounts")}", new { accounts = accounts.ToArray() }, cancel))
        .ToDictionary(r => r.Id, r => r.Channel);

    /// <summary>G of the definitions for each account, in milliseconds: what is set for it, else what is usual on its channel.</summary>
    public async Task<IReadOnlyDictionary<string, long>> GapsAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        var usual = channels.GroupBy(c => c.Channel).ToDictionary(c => c.Key, c => c.First().EpisodeGap);
        var rows = await database.ListAsync<(string Id, string Channel, string Settings)>(
            $"select id, channel, settings from accounts where {database.Dialect.In("id", "accounts")}", new { accounts = accounts.ToArray() }, cancel);
        return rows.ToDictionary(r => r.Id, r => (long)(Set(r.Settings) ?? usual.GetValueOrDefault(r.Channel, UsualGap)).TotalMilliseconds);
    }

    private static TimeSpan? Set(string settings) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(settings, JsonSerializerOptions.Web) is { } set
        && int.TryParse(set.GetValueOrDefault(ChannelDescription.GapDays), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 3650
            ? TimeSpan.FromDays(days)
            : null;
}
