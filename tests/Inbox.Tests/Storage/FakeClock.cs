using System.Diagnostics;

namespace Inbox.Tests.Storage;

/// <summary>A clock that stands until a test moves it; what waits for a moment that has come goes on.</summary>
internal sealed class FakeClock(DateTimeOffset? now = null) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = now ?? new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>One that begins now, for what is checked against the true time as well, such as certificates.</summary>
    public static FakeClock Near() => new(new TrueTime().GetUtcNow());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <summary>How many wait for a moment that has not come.</summary>
    public int Waits
    {
        get
        {
            lock (_lock)
                return _alarms.Count(a => a.Due < DateTimeOffset.MaxValue);
        }
    }

    public void Advance(TimeSpan time)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _now += time;
            due = [.. _alarms.Where(a => a.Due <= _now)];
            foreach (var alarm in due)
                alarm.Due = alarm.Period > TimeSpan.Zero ? _now + alarm.Period : DateTimeOffset.MaxValue;
        }
        foreach (var alarm in due)
            alarm.Ring();
    }

    /// <summary>Moves on step by step until something has come true.</summary>
    public async Task UntilAsync(Func<Task<bool>> isTrue, TimeSpan step)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isTrue())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"What was waited for has not come true by {GetUtcNow():u} of the test's clock, {Patience.TotalMinutes} minutes of the true one.");
            Advance(step);
            await Eventually.PauseAsync();
        }
    }

    /// <summary>Lets something wait for the clock: moves it on, step by step, until the task ends.</summary>
    public async Task<T> AdvanceUntil<T>(Task<T> task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5)));
            if (!task.IsCompleted)
                Advance(step);
        }
        return await task;
    }

    /// <summary>Waits until the code under test waits for the clock, for at least this long (and at most that long, where others wait longer).</summary>
    public async Task SomebodyWaits(TimeSpan atLeast, TimeSpan? atMost = null)
    {
        while (!Waits())
            await Eventually.PauseAsync();

        bool Waits()
        {
            lock (_lock)
                return _alarms.Exists(alarm => alarm.Due < DateTimeOffset.MaxValue && alarm.Due - _now >= atLeast && (atMost is null || alarm.Due - _now <= atMost));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        lock (_lock)
            _alarms.Add(alarm);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class TrueTime : TimeProvider;

    private sealed class Alarm(FakeClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
                (Due, Period) = (dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock._now + dueTime, period);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Waits for what another task is about to do. A test that waits in vain ends with an error.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken);

    public static async Task IsTrueAsync(Func<Task<bool>> isTrue)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (!await isTrue())
        {
            limit.Token.ThrowIfCancellationRequested();
            await PauseAsync();
        }
    }

    public static Task IsTrueAsync(Func<bool> isTrue) => IsTrueAsync(() => Task.FromResult(isTrue()));
}
