using System.Collections.Concurrent;

namespace Inbox.Gateway;

/// <summary>How many links an address may follow in a minute: enough for an office behind one address, too few to try references out. In this process only.</summary>
internal sealed class LinkBudget(TimeProvider clock)
{
    public const int PerMinute = 120;
    private const int MostAddresses = 50_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset From, int Count)> _counts = new();

    /// <summary>Whether one more may be followed.</summary>
    public bool Take(string address)
    {
        var now = clock.GetUtcNow();
        if (_counts.Count >= MostAddresses)
            Sweep(now);
        return _counts.AddOrUpdate(address, (now, 1), (_, c) => now - c.From < Minute ? c with { Count = Math.Min(c.Count + 1, PerMinute + 1) } : (now, 1)).Count <= PerMinute;
    }

    /// <summary>A minute that is over says nothing. When somebody fills the table faster, everybody starts anew.</summary>
    private void Sweep(DateTimeOffset now)
    {
        foreach (var (address, count) in _counts)
            if (now - count.From >= Minute)
                _counts.TryRemove(address, out _);
        if (_counts.Count >= MostAddresses)
            _counts.Clear();
    }
}
