namespace Inbox.Mail.Net;

/// <summary>One time limit over several waits; bytes that were announced and are worth waiting for prolong it at the slowest allowed pace.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;
    private readonly CancellationToken _callerToken;
    private long _end;

    public Deadline(TimeSpan allowance, TimeProvider time, CancellationToken ct)
    {
        _time = time;
        _callerToken = ct;
        _end = time.GetTimestamp() + ToTicks(allowance);
        _source = new CancellationTokenSource(allowance, time);
        _caller = ct.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public bool Passed => _source.IsCancellationRequested && !_callerToken.IsCancellationRequested;

    public void Prolong(long bytes, int bytesPerSecond)
    {
        _end += ToTicks(TimeSpan.FromSeconds((double)bytes / bytesPerSecond));
        var left = _time.GetElapsedTime(_time.GetTimestamp(), _end);
        if (left > TimeSpan.Zero && left < TimeSpan.FromDays(20)) _source.CancelAfter(left);
    }

    private long ToTicks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
