using System.Data.Common;
using System.Globalization;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.WorkingHours;
using Microsoft.Extensions.Options;

namespace Inbox.Threads;

/// <summary>Finds the rules of accounts; read within each transaction, so a changed schedule holds at once.</summary>
internal sealed class AccountRuleBook(Database database, IEnumerable<ChannelDescription> channels, IOptions<ThreadsOptions> options)
{
    private static readonly TimeSpan UsualGap = TimeSpan.FromHours(72);

    public async Task<IReadOnlyDictionary<string, AccountRules>> OfAsync(DbTransaction transaction, IReadOnlyCollection<string> accountIds, CancellationToken cancel)
    {
        var ids = accountIds.ToArray();
        var accounts = await transaction.ListAsync<AccountRow>(
            $"select id, channel, settings from accounts where {database.Dialect.In("id", "ids")}", new { ids }, cancel);
        var schedules = (await transaction.ListAsync<ScheduleRow>(
            $"select account_id as AccountId, hours from account_hours where {database.Dialect.In("account_id", "ids")}", new { ids }, cancel))
            .ToLookup(s => s.AccountId, s => Json.Read<ScheduleHours>(s.Hours)!);
        var targets = (await transaction.ListAsync<TargetRow>(
            $"select account_id as AccountId, targets from targets where {database.Dialect.In("account_id", "ids")}", new { ids }, cancel))
            .ToLookup(t => t.AccountId, t => Json.Read<AnswerTargets>(t.Targets)!);
        return ids.ToDictionary(id => id, id => Rules(accounts.Find(a => a.Id == id), Schedule.Of(schedules[id]), TargetBook.Of(targets[id])));
    }

    private AccountRules Rules(AccountRow? account, Schedule? schedule, TargetBook? targets)
    {
        var settings = Json.Read<Dictionary<string, string>>(account?.Settings) ?? [];
        var channel = channels.FirstOrDefault(c => c.Channel == account?.Channel);
        return new(
            Days(ChannelDescription.GapDays) ?? channel?.EpisodeGap ?? UsualGap,
            Days("reopenDays") ?? TimeSpan.FromDays(options.Value.ReopenDays),
            schedule,
            settings.GetValueOrDefault("subject") == "on",
            settings.GetValueOrDefault("address")?.Trim().ToLowerInvariant(),
            channel?.AnswersPrivately == true,
            targets);

        TimeSpan? Days(string key) =>
            int.TryParse(settings.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 3650 ? TimeSpan.FromDays(days) : null;
    }

    private sealed record AccountRow
    {
        public required string Id { get; init; }
        public required string Channel { get; init; }
        public required string Settings { get; init; }
    }

    private sealed record ScheduleRow
    {
        public required string AccountId { get; init; }
        public required string Hours { get; init; }
    }

    private sealed record TargetRow
    {
        public required string AccountId { get; init; }
        public required string Targets { get; init; }
    }
}
