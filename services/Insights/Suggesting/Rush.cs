namespace Inbox.Insights;

/// <summary>Whether so much comes in that work which can wait should wait, and how long at most.</summary>
internal sealed class Rush(TimeProvider clock)
{
    /// <summary>So many changes in a second are a rush: more than people make who talk, less than a burst brings.</summary>
    public const int Many = 300;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private readonly long _origin = clock.GetTimestamp();
    private readonly Lock _gate = new();
    private long _second = -1;
    private int _count, _before;

    /// <summary>A conversation changed.</summary>
    public void Note()
    {
        lock (_gate)
        {
            Turn();
            _count++;
        }
    }

    /// <summary>Whether to wait on, of somebody who waits since a timestamp and no longer than that.</summary>
    public bool HasToWait(long since, TimeSpan most)
    {
        lock (_gate)
        {
            Turn();
            return (_count >= Many || _before >= Many) && clock.GetElapsedTime(since) < most;
        }
    }

    /// <summary>Returns when there is none, or after that time.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        for (var since = clock.GetTimestamp(); HasToWait(since, most);)
            await Task.Delay(BetweenLooks, clock, cancel);
    }

    private void Turn()
    {
        var second = (long)clock.GetElapsedTime(_origin).TotalSeconds;
        if (second != _second)
            (_before, _count, _second) = (second == _second + 1 ? _count : 0, 0, second);
    }
}
