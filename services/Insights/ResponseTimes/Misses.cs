namespace Inbox.Insights;

/// <summary>
/// Which asks were answered in their target. An ask is judged once it was answered or its time is over; what staff dismissed or its author took back is not, nor
/// what has no target.
/// </summary>
internal static class Misses
{
    /// <summary>Whether an answer came too late, or is late already.</summary>
    public static bool IsMissed(ReceivedAsk ask, long now) => ask.DueAt is { } due && (ask.IsAnswered ? ask.AnsweredAt > due : ask.IsWaiting && now > due);

    /// <summary>Whether it was answered in time.</summary>
    public static bool IsMet(ReceivedAsk ask) => ask.DueAt is { } due && ask.AnsweredAt <= due;
}
