namespace Inbox.Insights;

/// <summary>
/// Finds where a Kaplan–Meier curve (<see cref="SurvivalCurve"/>) falls to a half and to a tenth while it is told what happened, in the order of time. Between two moments at which somebody leaves
/// unanswered, the product of the falls is one fraction, so how many must still happen is known beforehand and nothing has to be kept of what does.
/// </summary>
internal sealed class WaitCurve
{
    private static readonly double[] Shares = [0.5, 0.1];

    private readonly Waited?[] _found = new Waited?[Shares.Length];
    private long[] _left = [];
    private int _n, _waiting, _happened, _enough, _gone, _at;
    private double _share = 1;
    private long _last;

    /// <summary>How many are watched: those to whom it will happen, and, once it has begun, those whom it did not.</summary>
    public int Count => _n;

    /// <summary>Something will happen.</summary>
    public void Expect() => _n++;

    /// <summary>What follows is told in the order of time.</summary>
    /// <param name="left">For how long those were watched to whom it did not happen, the shortest first.</param>
    public void Begin(long[] left)
    {
        _left = left;
        _waiting = _n += left.Length;
        Aim();
    }

    /// <summary>It happened to one of them.</summary>
    public void Happened(long time)
    {
        if (_gone < _left.Length && _left[_gone] < time)
            Leave(time);
        _last = time;
        if (++_happened >= _enough)
            Fall(time);
    }

    public Percentiles? Percentiles()
    {
        var longest = new Waited(_left.Length == 0 ? _last : Math.Max(_last, _left[^1]), IsLongerThan: true);
        return _n < Insights.Percentiles.Few ? null : new(_n, _found[0] ?? longest, _found[1] ?? longest);
    }

    /// <summary>Those who were watched for less than a time leave: who is watched for exactly as long as another one waits is still counted there.</summary>
    private void Leave(long time)
    {
        (_share, _waiting, _happened) = (After(_happened), _waiting - _happened, 0);
        for (; _gone < _left.Length && _left[_gone] < time; _gone++)
            _waiting--;
        Aim();
    }

    private void Fall(long time)
    {
        for (; _at < Shares.Length && _happened >= _enough; Aim())
            _found[_at++] = new(time, IsLongerThan: false);
    }

    /// <summary>How many must happen until the curve is where it is wanted.</summary>
    private void Aim()
    {
        _enough = int.MaxValue;
        if (_at == Shares.Length || _waiting == 0)
            return;
        _enough = Math.Clamp((int)(_waiting * (1 - Shares[_at] / _share)), 1, _waiting);
        while (_enough > 1 && IsThere(_enough - 1))
            _enough--;
        while (!IsThere(_enough))
            _enough++;
    }

    private bool IsThere(int happened) => After(happened) <= Shares[_at] + SurvivalCurve.Rounding;

    private double After(int happened) => happened == 0 ? _share : _share * ((double)(_waiting - happened) / _waiting);
}
