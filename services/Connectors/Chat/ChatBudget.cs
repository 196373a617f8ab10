using System.Collections.Concurrent;

namespace Inbox.Connectors.Chat;

/// <summary>
/// How much one visitor and one address may do: a bucket each, filled at a steady rate. In this process only: several doors behind one address together let through
/// that many times more, which still is little.
/// </summary>
internal sealed class ChatBudget(TimeProvider clock)
{
    private const int MostBuckets = 50_000;
    private readonly ConcurrentDictionary<(string What, string Who), Bucket> _buckets = new();

    /// <summary>Takes one; how long to wait when there is none.</summary>
    public TimeSpan? Take(ChatLimit limit, string who)
    {
        if (_buckets.Count > MostBuckets)
            Sweep();
        return _buckets.GetOrAdd((limit.What, who), _ => new(limit, clock.GetUtcNow())).Take(clock.GetUtcNow());
    }

    /// <summary>A bucket that is full again says nothing. When somebody fills the table faster, everybody starts anew.</summary>
    private void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, bucket) in _buckets)
            if (bucket.IsFull(now))
                _buckets.TryRemove(key, out _);
        if (_buckets.Count > MostBuckets)
            _buckets.Clear();
    }

    private sealed class Bucket(ChatLimit limit, DateTimeOffset now)
    {
        private readonly Lock _gate = new();
        private double _left = limit.Most;
        private DateTimeOffset _at = now;

        public TimeSpan? Take(DateTimeOffset now)
        {
            lock (_gate)
            {
                Fill(now);
                if (_left < 1)
                    return limit.Each * (1 - _left);
                _left--;
                return null;
            }
        }

        public bool IsFull(DateTimeOffset now)
        {
            lock (_gate)
            {
                Fill(now);
                return _left >= limit.Most;
            }
        }

        private void Fill(DateTimeOffset now)
        {
            if (now <= _at)
                return;
            _left = Math.Min(limit.Most, _left + (now - _at) / limit.Each);
            _at = now;
        }
    }
}

/// <summary>How often something may be done.</summary>
/// <param name="What">Its name.</param>
/// <param name="Most">How many at once.</param>
/// <param name="Each">How long until there is one more.</param>
internal sealed record ChatLimit(string What, int Most, TimeSpan Each)
{
    public static readonly ChatLimit VisitorWrites = new("writes", 20, TimeSpan.FromSeconds(3));
    public static readonly ChatLimit AddressWrites = new("writes from", 60, TimeSpan.FromSeconds(1));
    public static readonly ChatLimit VisitorFiles = new("files", 5, TimeSpan.FromSeconds(20));
    public static readonly ChatLimit AddressFiles = new("files from", 15, TimeSpan.FromSeconds(10));
    public static readonly ChatLimit VisitorLeaves = new("addresses", 5, TimeSpan.FromMinutes(10));
    public static readonly ChatLimit VisitorReads = new("reads", 120, TimeSpan.FromSeconds(0.25));
    public static readonly ChatLimit AddressBegins = new("beginnings from", 120, TimeSpan.FromSeconds(0.5));
    public static readonly ChatLimit AddressStreams = new("streams from", 60, TimeSpan.FromSeconds(1));
}
