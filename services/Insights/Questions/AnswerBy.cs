using Inbox.WorkingHours;

namespace Inbox.Insights;

/// <summary>Until when an answer to an ask is in time: so many hours after it, or one working day of its account.</summary>
internal sealed class AnswerBy
{
    private readonly long? _within;
    private readonly IReadOnlyDictionary<string, (Schedule Hours, WorkingDays Days)> _accounts;

    private AnswerBy(long? within, IReadOnlyDictionary<string, (Schedule Hours, WorkingDays Days)> accounts) => (_within, _accounts) = (within, accounts);

    public static AnswerBy Within(TimeSpan time) => new((long)time.TotalMilliseconds, new Dictionary<string, (Schedule, WorkingDays)>());

    /// <param name="schedules">The hours of those accounts that have some.</param>
    /// <param name="from">Before the first ask.</param>
    /// <param name="now">What is due later needs no moment.</param>
    public static AnswerBy WorkingDay(IReadOnlyDictionary<string, Schedule> schedules, long from, long now) =>
        new(null, schedules.ToDictionary(s => s.Key, s => (s.Value, s.Value.Days(Math.Min(from, now), now))));

    /// <summary>When it is; <see cref="PackedAsk.Never"/> where no hours held, so that it cannot be said.</summary>
    public long Of(string account, long askedAt) =>
        _within is { } within ? askedAt + within : _accounts.TryGetValue(account, out var of) && of.Hours.DayAfter(of.Days, askedAt) is { } due ? due : PackedAsk.Never;
}
