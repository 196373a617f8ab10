namespace Inbox.Insights;

/// <summary>Counts asks one after the other into a row of questions answered.</summary>
internal sealed class QuestionCount(long within, long now)
{
    private int _n, _dismissed, _standing, _mature, _inTime;

    public void Add(ReceivedAsk ask) => Add(ask.AskedAt, ask.AnsweredAt, ask.DismissedAt is not null, ask.WithdrawnAt is not null);

    public void Add(in PackedAsk ask) =>
        Add(ask.AskedAt, ask.IsAnswered ? ask.AnsweredAt : null, ask.DismissedAt != PackedAsk.Never, ask.WithdrawnAt != PackedAsk.Never);

    public QuestionsAnswered Row(string? key) =>
        new() { Key = key, N = _n, Answered = new(_inTime, _mature), Dismissed = new(_dismissed, _n), TooYoung = _standing - _mature };

    private void Add(long askedAt, long? answeredAt, bool isDismissed, bool isWithdrawn)
    {
        _n++;
        if (answeredAt is null && isDismissed)
            _dismissed++;
        if (answeredAt is null && (isDismissed || isWithdrawn))
            return;
        _standing++;
        if (askedAt > now - within)
            return;
        _mature++;
        _inTime += answeredAt - askedAt <= within ? 1 : 0;
    }
}
