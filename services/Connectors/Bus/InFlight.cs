using System.Collections.Concurrent;

namespace Inbox.Connectors;

/// <summary>What this process published a moment ago, so that the sweep does not repeat it while it is on its way. Forgetting is harmless: a repeat changes nothing.</summary>
internal sealed class InFlight(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, long> _since = new();

    public void Add(string eventId) => _since[eventId] = clock.GetTimestamp();

    public void Remove(string eventId) => _since.TryRemove(eventId, out _);

    public bool Holds(string eventId) => _since.TryGetValue(eventId, out var since) && clock.GetElapsedTime(since) < Patience;

    /// <summary>Forgets what was long ago.</summary>
    public void Forget()
    {
        foreach (var (id, since) in _since)
            if (clock.GetElapsedTime(since) >= Patience)
                _since.TryRemove(id, out _);
    }
}
