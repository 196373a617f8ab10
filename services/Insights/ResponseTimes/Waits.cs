namespace Inbox.Insights;

/// <summary>Counts asks one after the other into a row of response times.</summary>
internal sealed class Waits(long now)
{
    private readonly List<(long AskedAt, string AskId, string ConversationId)> _few = [];
    private int _n, _answered, _dismissed, _withdrawn, _waiting, _scheduled, _outside, _firstMet, _nextMet, _firstMissed, _nextMissed;
    private long? _longest;

    public int N => _n;

    public WaitCurves Calendar { get; } = new();

    public WaitCurves Working { get; } = new();

    public void Add(ReceivedAsk ask, in PackedAsk packed)
    {
        if (_n < Percentiles.Few)
            _few.Add((ask.AskedAt, ask.Id, ask.ConversationId));
        Add(packed, ask.WaitedMs ?? PackedAsk.Never);
    }

    public void Add(PackView view, int talk, in PackedAsk ask, long waited)
    {
        if (_n < Percentiles.Few)
            _few.Add((ask.AskedAt, "", view.Pack.Ids[talk]));
        Add(ask, waited);
    }

    /// <summary>Somebody waits now, whenever they asked.</summary>
    public void Wait(in PackedAsk ask)
    {
        _waiting++;
        _longest = Math.Max(_longest ?? 0, now - ask.AskedAt);
    }

    /// <summary>Nothing more is counted; how long answers took is told in the order of time.</summary>
    public void Begin()
    {
        Calendar.Begin();
        Working.Begin();
    }

    private void Add(in PackedAsk ask, long waited)
    {
        var isFirst = ask.First == 1;
        _n++;
        if (ask.IsAnswered)
            _answered++;
        else if (ask.DismissedAt != PackedAsk.Never)
            _dismissed++;
        else if (ask.WithdrawnAt != PackedAsk.Never)
            _withdrawn++;
        if (ask is { IsAnswered: true, InHours: < 2 })
        {
            _scheduled++;
            _outside += 1 - ask.InHours;
        }
        if (Misses.IsMet(ask))
            (_firstMet, _nextMet) = isFirst ? (_firstMet + 1, _nextMet) : (_firstMet, _nextMet + 1);
        else if (Misses.IsMissed(ask, now))
            (_firstMissed, _nextMissed) = isFirst ? (_firstMissed + 1, _nextMissed) : (_firstMissed, _nextMissed + 1);
        if (ask.IsAnswered)
        {
            Calendar.Expect(isFirst);
            if (ask.WorkingMs != PackedAsk.Never)
                Working.Expect(isFirst);
            return;
        }
        var watched = Math.Max(0, ask.EndedBy(now) - ask.AskedAt);
        Calendar.Leave(isFirst, watched);
        if (waited != PackedAsk.Never)
            Working.Leave(isFirst, waited);
    }

    public TimeToAnswer Row(string? key)
    {
        var (calendar, working) = (Calendar.Percentiles(), Working.Percentiles());
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
            Conversations = _n < Percentiles.Few ? [.. _few.OrderBy(a => a.AskedAt).ThenBy(a => a.AskId, StringComparer.Ordinal).Select(a => a.ConversationId).Distinct()] : null,
        };
    }
}
