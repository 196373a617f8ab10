using Inbox.WorkingHours;

namespace Inbox.Insights;

/// <summary>Counts the working time of asks that nobody answered, each by the hours of its account.</summary>
internal sealed class AskHours(IReadOnlyDictionary<string, Schedule> schedules, long from, long now)
{
    private readonly Dictionary<string, WorkedTime> _worked = schedules.ToDictionary(s => s.Key, s => s.Value.Over(from, now));

    public long? Waited(ReceivedAsk ask) =>
        schedules.TryGetValue(ask.AccountId, out var schedule) ? schedule.Waited(_worked[ask.AccountId], ask.AskedAt, Math.Max(ask.AskedAt, ask.EndedBy(now))) : null;
}
