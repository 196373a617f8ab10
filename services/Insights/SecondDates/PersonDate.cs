namespace Inbox.Insights;

/// <summary>A person's first episode and what became of them, in as few numbers as second dates are counted from; see <see cref="FirstDate"/>.</summary>
/// <param name="End">When the first episode ended; <see cref="PackedAsk.Never"/> for somebody who never wrote.</param>
/// <param name="GapEnd">When the gap after it was over.</param>
/// <param name="ReturnAt">When they wrote again after that; <see cref="PackedAsk.Never"/> while they did not.</param>
/// <param name="Began">The conversation with which it began, by its place among the conversations of all.</param>
/// <param name="Answered">Whether an ask in it was answered; null where nothing was asked.</param>
/// <param name="IsPrompted">Whether something was sent to them before they came back.</param>
/// <param name="IsRepeatProblem">Whether they came back with trouble that had not been solved.</param>
internal readonly record struct PersonDate(long End, long GapEnd, long ReturnAt, int Began, bool? Answered, bool IsPrompted, bool IsRepeatProblem)
{
    public static readonly PersonDate None = new(PackedAsk.Never, long.MaxValue, PackedAsk.Never, 0, null, false, false);

    /// <summary>How long after the gap they came back.</summary>
    public long? After => ReturnAt == PackedAsk.Never ? null : ReturnAt - GapEnd;

    /// <summary>Whether it ended in the period. One in which somebody still waits has not ended.</summary>
    public bool IsIn(long start, long end) => End >= start && End < end && GapEnd < long.MaxValue;

    /// <summary>Whether they have had the time to come back.</summary>
    public bool IsMature(long within, long now) => GapEnd <= now - within;

    public static PersonDate Of(FirstDate date, int began) => new(date.First.End, date.First.GapEnd, date.ReturnAt ?? PackedAsk.Never, began, date.First.Answered, date.IsPrompted, date.IsRepeatProblem);
}
