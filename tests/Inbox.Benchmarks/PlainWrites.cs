using System.Diagnostics;

namespace Inbox.Benchmarks;

/// <summary>
/// What the disk itself takes meanwhile: one page of 4 KB, written over and over at the same place of a file of its own and forced to the disk, as often as is asked for, and timed from when it
/// was due. No commit can be faster, and when the machine's disk stands still, this shows for how many.
/// </summary>
internal sealed class PlainWrites : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<double> _times = [];
    private readonly Task _writing;

    /// <param name="folder">On the disk that is measured.</param>
    /// <param name="perSecond">Seldom enough to be no load itself: with 25, the p99 of <c>webhooks</c> was 104–119 ms, with 5 it was 45 and 56 (n=20,000, three runs and two).</param>
    public PlainWrites(string folder, int perSecond) => _writing = Task.Factory.StartNew(() => Write(Path.Combine(folder, "plain-writes"), TimeSpan.FromSeconds(1.0 / perSecond)), TaskCreationOptions.LongRunning);

    /// <summary>Ends it. How long each write took, in milliseconds, shortest first.</summary>
    public async Task<double[]> EndAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        return [.. _times.Order()];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private void Write(string path, TimeSpan pause)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var (page, due) = (new byte[4096], Stopwatch.GetTimestamp());
        while (!_stop.Token.WaitHandle.WaitOne(Math.Max(0, -(int)Stopwatch.GetElapsedTime(due).TotalMilliseconds)))
        {
            RandomAccess.Write(file, page, 0);
            RandomAccess.FlushToDisk(file);
            _times.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            due += (long)(pause.TotalSeconds * Stopwatch.Frequency);
        }
    }
}
