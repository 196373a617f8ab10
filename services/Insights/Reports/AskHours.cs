using Inbox.WorkingHours;

namespace Inbox.Insights;

/// <summary>Counts the working time of asks that nobody answered, each by the hours of its account.</summary>
internal sealed class AskHours(IReadOnlyDictionary<string, Schedule> schedules, long from, long now)
{
    private readonly Dictionary<string, AccountHours> _accounts = schedules.ToDictionary(s => s.Key, s => new AccountHours(s.Value, s.Value.Over(from, now), now));

    /// <summary>Those of an account; null without hours.</summary>
    public AccountHours? Of(string account) => _accounts.GetValueOrDefault(account);

    /// <summary>The hours of one account.</summary>
    internal sealed class AccountHours(Schedule schedule, WorkedTime worked, long now)
    {
        public long Waited(in PackedAsk ask) => schedule.Waited(worked, ask.AskedAt, Math.Max(ask.AskedAt, ask.EndedBy(now))) ?? PackedAsk.Never;
    }
}
