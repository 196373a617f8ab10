namespace Inbox.Insights;

/// <summary>Counts asks one after the other into a row of questions answered.</summary>
internal sealed class QuestionCount(long now)
{
    private int _n, _dismissed, _standing, _mature, _inTime, _byPublic, _byBot;

    /// <param name="ask">The ask.</param>
    /// <param name="said">What was said in its conversation.</param>
    /// <param name="dueAt">Until when an answer is in time; <see cref="PackedAsk.Never"/> where nothing says so: it is neither young nor answered.</param>
    public void Add(in PackedAsk ask, ReadOnlySpan<PackedSaid> said, long dueAt)
    {
        _n++;
        if (!ask.IsAnswered && ask.DismissedAt != PackedAsk.Never)
            _dismissed++;
        if (!IsStanding(ask) || dueAt == PackedAsk.Never)
            return;
        _standing++;
        if (!IsJudged(ask, dueAt, now))
            return;
        _mature++;
        if (IsInTime(ask, dueAt))
        {
            _inTime++;
            return;
        }
        _byPublic += ask.PublicAt != PackedAsk.Never && ask.PublicAt <= dueAt ? 1 : 0;
        _byBot += IsBotIn(said, ask.AskedAt, dueAt) ? 1 : 0;
    }

    /// <summary>Whether an ask that nobody took back or dismissed is old enough to be judged.</summary>
    public static bool IsJudged(in PackedAsk ask, long dueAt, long now) => IsStanding(ask) && dueAt != PackedAsk.Never && dueAt <= now;

    public static bool IsInTime(in PackedAsk ask, long dueAt) => ask.IsAnswered && ask.AnsweredAt <= dueAt;

    private static bool IsStanding(in PackedAsk ask) => ask.IsAnswered || ask.IsWaiting;

    /// <summary>Whether a machine of ours said something in time.</summary>
    private static bool IsBotIn(ReadOnlySpan<PackedSaid> said, long asked, long dueAt)
    {
        foreach (var one in said)
            if (one.IsBot && one.At > asked && one.At <= dueAt)
                return true;
        return false;
    }

    public QuestionsAnswered Row(string? key) =>
        new() { Key = key, N = _n, Answered = new(_inTime, _mature), Dismissed = new(_dismissed, _n), ByPublic = new(_byPublic, _mature), ByBot = new(_byBot, _mature), TooYoung = _standing - _mature };
}
