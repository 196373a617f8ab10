namespace Inbox.Tests.Mail.Net;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _elapsed;

    // Certificates are checked against the true time as well, so the clock begins near it.
    private readonly DateTimeOffset _start = new RealTime().GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock) return _elapsed.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _elapsed += by;
            due = [.. _alarms.Where(alarm => alarm.Due <= _elapsed)];
            foreach (var alarm in due) alarm.Due = TimeSpan.MaxValue;
        }
        foreach (var alarm in due) alarm.Ring();
    }

    /// <summary>Lets something wait for the clock: moves it on, step by step, until the task ends.</summary>
    public async Task<T> AdvanceUntil<T>(Task<T> task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5)));
            if (!task.IsCompleted) Advance(step);
        }
        return await task;
    }

    /// <summary>Waits until the code under test waits for the clock, for at least this long.</summary>
    public async Task SomebodyWaits(TimeSpan atLeast)
    {
        while (!Waits()) await Task.Delay(TimeSpan.FromMilliseconds(2));

        bool Waits()
        {
            lock (_lock) return _alarms.Any(alarm => alarm.Due < TimeSpan.MaxValue && alarm.Due - _elapsed >= atLeast);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        lock (_lock) _alarms.Add(alarm);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; } = TimeSpan.MaxValue;

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock) Due = dueTime < TimeSpan.Zero ? TimeSpan.MaxValue : time._elapsed + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (time._lock) time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class RealTime : TimeProvider;
}
