using Inbox.Contracts;

namespace Inbox.Gateway;

/// <summary>Who looks at what, as far as this process knows: its own connections, and what other gateways said lately. Not thread-safe; no clock of its own.</summary>
internal sealed class PresenceBoard
{
    public static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(6);
    public static readonly TimeSpan OthersLast = TimeSpan.FromSeconds(45);

    private readonly Dictionary<string, Dictionary<string, Watcher>> _here = [];
    private readonly Dictionary<string, Dictionary<string, Elsewhere>> _elsewhere = [];

    public void Watch(string conversation, string connection, Caller caller)
    {
        var watchers = Of(_here, conversation);
        watchers[connection] = new(caller, watchers.GetValueOrDefault(connection)?.TypingUntil ?? DateTimeOffset.MinValue);
    }

    public void Type(string conversation, string connection, Caller caller, DateTimeOffset now) =>
        Of(_here, conversation)[connection] = new(caller, now + TypingLasts);

    /// <summary>True when the connection was there.</summary>
    public bool Leave(string conversation, string connection)
    {
        if (!_here.TryGetValue(conversation, out var watchers) || !watchers.Remove(connection))
            return false;
        if (watchers.Count == 0)
            _here.Remove(conversation);
        return true;
    }

    /// <summary>The conversations that a connection looks at.</summary>
    public IReadOnlyList<string> Watched(string connection) => [.. _here.Where(h => h.Value.ContainsKey(connection)).Select(h => h.Key)];

    /// <summary>The connections here that look at a conversation.</summary>
    public IReadOnlyList<string> Connections(string conversation) => _here.TryGetValue(conversation, out var watchers) ? [.. watchers.Keys] : [];

    public IReadOnlyList<string> Conversations => [.. _here.Keys];

    public void Hear(PresenceChanged said, DateTimeOffset now)
    {
        if (said.Staff.Count > 0)
            Of(_elsewhere, said.ConversationId)[said.GatewayId] = new(said.Staff, now);
        else if (_elsewhere.TryGetValue(said.ConversationId, out var gateways) && gateways.Remove(said.GatewayId) && gateways.Count == 0)
            _elsewhere.Remove(said.ConversationId);
    }

    /// <summary>Who looks at a conversation from this process.</summary>
    public IReadOnlyList<PresentStaff> Here(string conversation, DateTimeOffset now) => _here.TryGetValue(conversation, out var watchers)
        ? [.. watchers.Values.GroupBy(w => w.Caller.Id).Select(g => new PresentStaff(g.Key, g.First().Caller.Name, g.Any(w => w.TypingUntil > now)))]
        : [];

    /// <summary>Who looks at a conversation from anywhere.</summary>
    public PresenceEvent Everybody(string conversation, DateTimeOffset now)
    {
        var others = _elsewhere.TryGetValue(conversation, out var gateways) ? gateways.Values.Where(e => e.At + OthersLast > now).SelectMany(e => e.Staff) : [];
        var all = Here(conversation, now).Concat(others).GroupBy(s => s.Id).Select(g => (Ref: new StaffRef(g.Key, g.First().Name), Typing: g.Any(s => s.Typing))).ToList();
        return new(conversation, [.. all.Select(a => a.Ref)], [.. all.Where(a => a.Typing).Select(a => a.Ref)]);
    }

    /// <summary>Drops what ran out; the conversations that look different now.</summary>
    public IReadOnlyList<string> Expire(DateTimeOffset now)
    {
        var changed = new HashSet<string>();
        foreach (var (conversation, watchers) in _here)
            foreach (var (connection, watcher) in watchers.Where(w => w.Value.TypingUntil != DateTimeOffset.MinValue && w.Value.TypingUntil <= now).ToList())
            {
                watchers[connection] = watcher with { TypingUntil = DateTimeOffset.MinValue };
                changed.Add(conversation);
            }
        foreach (var (conversation, gateways) in _elsewhere.ToList())
        {
            foreach (var gone in gateways.Where(g => g.Value.At + OthersLast <= now).Select(g => g.Key).ToList())
            {
                gateways.Remove(gone);
                changed.Add(conversation);
            }
            if (gateways.Count == 0)
                _elsewhere.Remove(conversation);
        }
        return [.. changed];
    }

    private static Dictionary<string, T> Of<T>(Dictionary<string, Dictionary<string, T>> board, string conversation) =>
        board.TryGetValue(conversation, out var found) ? found : board[conversation] = [];

    private sealed record Watcher(Caller Caller, DateTimeOffset TypingUntil);

    private sealed record Elsewhere(IReadOnlyList<PresentStaff> Staff, DateTimeOffset At);
}
