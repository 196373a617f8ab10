namespace Inbox.Insights;

/// <summary>Counts asks one after the other into a row of questions answered.</summary>
internal sealed class QuestionCount(long within, long now)
{
    private int _n, _dismissed, _standing, _mature, _inTime;

    public void Add(in PackedAsk ask)
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
        _inTime += ask.IsAnswered && ask.AnsweredAt - ask.AskedAt <= within ? 1 : 0;
    }

    public QuestionsAnswered Row(string? key) =>
        new() { Key = key, N = _n, Answered = new(_inTime, _mature), Dismissed = new(_dismissed, _n), TooYoung = _standing - _mature };
}
