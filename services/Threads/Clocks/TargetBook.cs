using Inbox.WorkingHours;

namespace Inbox.Threads;

/// <summary>All versions of an account's targets. An ask is held against the version that stood when it ended; one that waits, against the latest.</summary>
internal sealed class TargetBook
{
    private const long Minute = 60_000;
    private readonly List<AnswerTargets> _versions;

    private TargetBook(List<AnswerTargets> versions) => _versions = versions;

    /// <summary>Targets from their versions, in any order; null for none.</summary>
    public static TargetBook? Of(IEnumerable<AnswerTargets> versions) => versions.OrderBy(v => v.Since).ToList() is { Count: > 0 } sorted ? new(sorted) : null;

    /// <summary>When an ask's answer is due, and when three quarters of the time until then are over; null without a target.</summary>
    /// <param name="askedAt">When it was asked.</param>
    /// <param name="isFirst">Whether it is the first of its episode.</param>
    /// <param name="endedAt">When it ended; null while it waits.</param>
    /// <param name="priority">Its conversation's priority then; null for normal.</param>
    /// <param name="schedule">Its account's working hours.</param>
    public (long NearAt, long DueAt)? Of(long askedAt, bool isFirst, long? endedAt, string? priority, Schedule? schedule)
    {
        var target = _versions.FindLast(v => endedAt is null || v.Since.ToUnixTimeMilliseconds() <= endedAt)?.Targets.FirstOrDefault(t => t.Priority == (priority ?? Priorities.Normal));
        if ((isFirst ? target?.FirstMinutes : target?.NextMinutes) * Minute is not { } time)
            return null;
        if (!target!.InWorkingTime)
            return (askedAt + time / 4 * 3, askedAt + time);
        return schedule?.Due(askedAt, time) is { } due ? (schedule.Due(askedAt, time / 4 * 3) ?? due, due) : null;
    }
}
