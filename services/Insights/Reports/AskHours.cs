using Inbox.WorkingHours;

namespace Inbox.Insights;

/// <summary>Counts the working time of asks that nobody answered, each by the hours of its account.</summary>
internal sealed class AskHours(IReadOnlyDictionary<string, Schedule> schedules, long from, long now)
{
    private readonly Dictionary<string, WorkedTime> _worked = schedules.ToDictionary(s => s.Key, s => s.Value.Over(from, now));

    public bool Has(string account) => schedules.ContainsKey(account);

    public long Waited(string account, in PackedAsk ask) =>
        schedules[account].Waited(_worked[account], ask.AskedAt, Math.Max(ask.AskedAt, ask.EndedBy(now))) ?? PackedAsk.Never;
}
