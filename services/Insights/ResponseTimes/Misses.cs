namespace Inbox.Insights;

/// <summary>
/// Which asks were answered in their target. An ask is judged once it was answered or its time is over; what staff dismissed or its author took back is not, nor
/// what has no target.
/// </summary>
internal static class Misses
{
    /// <summary>Those answered in time among those that can be judged.</summary>
    public static Proportion Met(IEnumerable<ReceivedAsk> asks, long now)
    {
        var (met, judged) = (0, 0);
        foreach (var ask in asks)
            (met, judged) = IsMet(ask) ? (met + 1, judged + 1) : IsMissed(ask, now) ? (met, judged + 1) : (met, judged);
        return new(met, judged);
    }

    /// <summary>Whether an answer came too late, or is late already.</summary>
    public static bool IsMissed(ReceivedAsk ask, long now) => ask.DueAt is { } due && (ask.IsAnswered ? ask.AnsweredAt > due : ask.IsWaiting && now > due);

    private static bool IsMet(ReceivedAsk ask) => ask.DueAt is { } due && ask.AnsweredAt <= due;
}
