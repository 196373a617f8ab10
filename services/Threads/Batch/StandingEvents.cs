using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// What events say, by the ids that the bus brings. Those that this process itself accepted a moment ago are at hand, as long as they are few; all others are read
/// from intake, where each stands until its effect is committed.
/// </summary>
internal sealed class StandingEvents
{
    private const int Most = 2_000;
    private const long MostText = 4_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IChannelEvent> _atHand = [];
    private readonly Queue<(string Id, long Text, long Since)> _order = [];
    private readonly PendingEvents _pending;
    private readonly TimeProvider _clock;
    private long _text;

    public StandingEvents(Intake intake, PendingEvents pending, TimeProvider clock)
    {
        (_pending, _clock) = (pending, clock);
        intake.Accepted += Keep;
    }

    /// <summary>Those of these events that still stand and that this version can read; a newer version reads the others, and none holds the rest up.</summary>
    public async Task<IReadOnlyList<IChannelEvent>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var (found, missing) = Take(ids);
        found.AddRange(await _pending.ReadAsync(missing, cancel));
        return found;
    }

    /// <inheritdoc cref="PendingEvents.FailAsync"/>
    public Task<bool> FailAsync(IChannelEvent e, string reason, CancellationToken cancel) => _pending.FailAsync(e, reason, cancel);

    private (List<IChannelEvent> Found, List<string> Missing) Take(IReadOnlyList<string> ids)
    {
        var (found, missing) = (new List<IChannelEvent>(ids.Count), new List<string>());
        lock (_lock)
            foreach (var id in ids)
                if (_atHand.Remove(id, out var e))
                    found.Add(e);
                else
                    missing.Add(id);
        return (found, missing);
    }

    private void Keep(IReadOnlyList<IChannelEvent> events)
    {
        lock (_lock)
        {
            LetGo();
            foreach (var e in events)
            {
                if (_order.Count >= Most || _text >= MostText)
                    return;
                _atHand[e.EventId] = e;
                var text = TextOf(e);
                _order.Enqueue((e.EventId, text, _clock.GetTimestamp()));
                _text += text;
            }
        }
    }

    /// <summary>Forgets what was taken, and what nobody asked for: another process may have taken it up.</summary>
    private void LetGo()
    {
        while (_order.TryPeek(out var oldest) && (!_atHand.ContainsKey(oldest.Id) || _clock.GetElapsedTime(oldest.Since) >= Patience))
        {
            _order.Dequeue();
            _atHand.Remove(oldest.Id);
            _text -= oldest.Text;
        }
    }

    /// <summary>Characters of text, which is nearly all that an event weighs.</summary>
    private static long TextOf(IChannelEvent e) =>
        (e switch { MessageReceived received => received.Body, MessageEdited edited => edited.Body, _ => null }) is { } body ? body.Text.Length + body.Reply.Length + (body.Html?.Length ?? 0) : 0;
}
