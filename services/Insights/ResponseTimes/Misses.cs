namespace Inbox.Insights;

/// <summary>
/// Which asks were answered in their target. An ask is judged once it was answered or its time is over; what staff dismissed or its author took back is not, nor
/// what has no target.
/// </summary>
internal static class Misses
{
    /// <summary>Whether an answer came too late, or is late already.</summary>
    public static bool IsMissed(in PackedAsk ask, long now) => ask.DueAt != PackedAsk.Never && (ask.IsAnswered ? ask.AnsweredAt > ask.DueAt : ask.IsWaiting && now > ask.DueAt);

    /// <summary>Whether it was answered in time.</summary>
    public static bool IsMet(in PackedAsk ask) => ask.DueAt != PackedAsk.Never && ask.IsAnswered && ask.AnsweredAt <= ask.DueAt;
}
