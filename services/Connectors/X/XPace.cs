using System.Collections.Concurrent;
using System.Globalization;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.X;

/// <summary>What each account may still ask: the platform counts calls by kind and quarter of an hour, and says with each answer how many are left (x-rate-limit-*).</summary>
internal sealed class XPace(TimeProvider clock)
{
    private const string Remaining = "-remaining", Reset = "-reset";
    private readonly ConcurrentDictionary<(string Account, string Kind), DateTimeOffset> _closed = new();
    private readonly ConcurrentDictionary<(string Account, string Kind), DateTimeOffset> _asked = new();

    /// <summary>Until when a kind of call is closed; null when it is open.</summary>
    public DateTimeOffset? ClosedUntil(string account, string kind) => _closed.TryGetValue((account, kind), out var until) && until > clock.GetUtcNow() ? until : null;

    /// <summary>Whether something that is done now and then is due; when it is, it counts as done now. Remembered while connections come and go.</summary>
    public bool IsDue(string account, string what, TimeSpan every)
    {
        var now = clock.GetUtcNow();
        if (_asked.TryGetValue((account, what), out var last) && now - last < every)
            return false;
        _asked[(account, what)] = now;
        return true;
    }

    /// <summary>Something that was due did not work out: it is due again.</summary>
    public void Again(string account, string what) => _asked.TryRemove((account, what), out _);

    /// <summary>Learns from an answer. Of several counts (a quarter of an hour, a day) the one that opens last decides.</summary>
    public void Learn(string account, string kind, HttpReply reply)
    {
        var used = reply.Headers.Where(h => h.Key.EndsWith(Remaining, StringComparison.OrdinalIgnoreCase) && h.Value.Trim() == "0").Select(h => $"{h.Key[..^Remaining.Length]}{Reset}")
            .Concat(reply.Status == 429 ? ["x-rate-limit-reset"] : []).Select(name => Moment(reply, name)).OfType<DateTimeOffset>().ToList();
        if (used.Count > 0)
            _closed[(account, kind)] = used.Max();
        else if (reply.Status == 429)
            _closed[(account, kind)] = clock.GetUtcNow() + (reply.RetryAfter ?? TimeSpan.FromMinutes(1));
    }

    private static DateTimeOffset? Moment(HttpReply reply, string name) =>
        reply.Headers.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
