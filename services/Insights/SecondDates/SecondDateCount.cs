namespace Inbox.Insights;

/// <summary>Counts people one after the other into a row of second dates.</summary>
internal sealed class SecondDateCount(long within, long now)
{
    private readonly List<long> _waits = [];
    private int _n, _mature, _spontaneous, _prompted, _repeats, _answered, _answeredBack, _unanswered, _unansweredBack;

    public void Add(in PersonDate date)
    {
        _n++;
        if (date.GapEnd <= now)
            _waits.Add(SurvivalCurve.Number(new(date.After ?? now - date.GapEnd, date.After is not null && !date.IsRepeatProblem)));
        if (!date.IsMature(within, now))
            return;
        _mature++;
        var (isIn, isRepeat) = (date.After <= within, date.IsRepeatProblem);
        _repeats += isIn && isRepeat ? 1 : 0;
        var back = isIn && !isRepeat ? 1 : 0;
        if (date.IsPrompted)
            _prompted += back;
        else
            _spontaneous += back;
        if (date.Answered == true)
            (_answered, _answeredBack) = (_answered + 1, _answeredBack + back);
        else if (date.Answered == false)
            (_unanswered, _unansweredBack) = (_unanswered + 1, _unansweredBack + back);
    }

    public SecondDateRow Row(string? key)
    {
        var (answered, unanswered) = (new Proportion(_answeredBack, _answered), new Proportion(_unansweredBack, _unanswered));
        return new()
        {
            Key = key,
            N = _mature,
            Returned = new(_spontaneous + _prompted, _mature),
            Spontaneous = new(_spontaneous, _mature),
            Prompted = new(_prompted, _mature),
            RepeatProblems = new(_repeats, _mature),
            Answered = answered,
            Unanswered = unanswered,
            Difference = answered.Share - unanswered.Share,
            Immature = _n - _mature,
            Expected = ReturnEstimate.OfSorted(LongSort.Sorted(_waits), within),
        };
    }
}
