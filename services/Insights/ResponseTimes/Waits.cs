namespace Inbox.Insights;

/// <summary>Counts asks one after the other into a row of response times.</summary>
internal sealed class Waits(long now)
{
    private readonly WaitCurves _calendar = new(), _working = new();
    private readonly List<ReceivedAsk> _few = [];
    private int _n, _answered, _dismissed, _withdrawn, _waiting, _scheduled, _outside, _firstMet, _nextMet, _firstMissed, _nextMissed;
    private long? _longest;

    public int N => _n;

    public void Add(ReceivedAsk ask)
    {
        if (++_n <= Percentiles.Few)
            _few.Add(ask with { });
        if (ask.IsAnswered)
            _answered++;
        else if (ask.DismissedAt is not null)
            _dismissed++;
        else if (ask.WithdrawnAt is not null)
            _withdrawn++;
        else
            _waiting++;
        var watched = ask.Watched(now);
        if (ask.IsWaiting)
            _longest = Math.Max(_longest ?? 0, watched.Time);
        if (ask is { IsAnswered: true, InHours: { } inHours })
        {
            _scheduled++;
            _outside += inHours ? 0 : 1;
        }
        if (Misses.IsMet(ask))
            (_firstMet, _nextMet) = ask.First ? (_firstMet + 1, _nextMet) : (_firstMet, _nextMet + 1);
        else if (Misses.IsMissed(ask, now))
            (_firstMissed, _nextMissed) = ask.First ? (_firstMissed + 1, _nextMissed) : (_firstMissed, _nextMissed + 1);
        _calendar.Add(ask.First, watched);
        if (ask.Worked is { } worked)
            _working.Add(ask.First, worked);
    }

    public TimeToAnswer Row(string? key)
    {
        var (calendar, working) = (_calendar.Percentiles(), _working.Percentiles());
        return new()
        {
            Key = key,
            N = _n,
            Answered = _answered,
            Dismissed = _dismissed,
            Withdrawn = _withdrawn,
            Waiting = _waiting,
            LongestWaitMs = _longest,
            Calendar = calendar.All,
            First = calendar.First,
            Next = calendar.Next,
            Working = working.All,
            FirstWorking = working.First,
            NextWorking = working.Next,
            OutsideHours = new(_outside, _scheduled),
            InTarget = new(_firstMet + _nextMet, _firstMet + _nextMet + _firstMissed + _nextMissed),
            FirstInTarget = new(_firstMet, _firstMet + _firstMissed),
            NextInTarget = new(_nextMet, _nextMet + _nextMissed),
            Conversations = _n < Percentiles.Few ? [.. _few.OrderBy(a => a.AskedAt).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => a.ConversationId).Distinct()] : null,
        };
    }
}
