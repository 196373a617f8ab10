namespace Inbox.Insights;

/// <summary>Counts asks one after the other into a row of questions answered.</summary>
internal sealed class QuestionCount(long within, long now)
{
    private int _n, _dismissed, _standing, _mature, _inTime, _byBot;

    /// <param name="ask">The ask.</param>
    /// <param name="said">What was said in its conversation.</param>
    public void Add(in PackedAsk ask, ReadOnlySpan<PackedSaid> said)
    {
        _n++;
        if (!ask.IsAnswered && ask.DismissedAt != PackedAsk.Never)
            _dismissed++;
        if (!ask.IsAnswered && !ask.IsWaiting)
            return;
        _standing++;
        if (ask.AskedAt > now - within)
            return;
        _mature++;
        if (ask.IsAnswered && ask.AnsweredAt - ask.AskedAt <= within)
            _inTime++;
        else if (IsBotIn(said, ask.AskedAt))
            _byBot++;
    }

    /// <summary>Whether a machine of ours said something in time.</summary>
    private bool IsBotIn(ReadOnlySpan<PackedSaid> said, long asked)
    {
        foreach (var one in said)
            if (one.IsBot && one.At > asked && one.At <= asked + within)
                return true;
        return false;
    }

    public QuestionsAnswered Row(string? key) =>
        new() { Key = key, N = _n, Answered = new(_inTime, _mature), Dismissed = new(_dismissed, _n), ByBot = new(_byBot, _mature), TooYoung = _standing - _mature };
}
