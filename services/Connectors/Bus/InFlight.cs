namespace Inbox.Connectors;

/// <summary>What this process published a moment ago, so that the sweep does not repeat it while it is on its way. Forgetting is harmless: a repeat changes nothing.</summary>
internal sealed class InFlight(TimeProvider clock, Pace? pace = null)
{
    /// <summary>How many are remembered at most; the oldest are forgotten first.</summary>
    public const int Most = 50_000;

    private readonly TimeSpan _patience = (pace ?? new()).BeforePublishingAgain;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _since = [];
    private readonly Queue<(string Id, long Since)> _order = [];

    public void Add(string eventId)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _since[eventId] = now;
            _order.Enqueue((eventId, now));
            while (_order.TryPeek(out var oldest) && (_order.Count > Most || IsOld(oldest.Since)))
            {
                _order.Dequeue();
                if (_since.TryGetValue(oldest.Id, out var since) && since == oldest.Since)
                    _since.Remove(oldest.Id);
            }
        }
    }

    public void Remove(string eventId)
    {
        lock (_lock)
            _since.Remove(eventId);
    }

    public bool Holds(string eventId)
    {
        lock (_lock)
            return _since.TryGetValue(eventId, out var since) && !IsOld(since);
    }

    private bool IsOld(long since) => clock.GetElapsedTime(since) >= _patience;
}
