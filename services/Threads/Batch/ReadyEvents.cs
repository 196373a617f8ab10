using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Events with the rows that they become, made before it is their turn at the database: on SQLite one writes at a time, and intake waits.</summary>
internal sealed class ReadyEvents(IReadOnlyList<IChannelEvent> events)
{
    private readonly Lazy<IReadOnlyList<Received>> _received = new(() => [.. events.OfType<MessageReceived>().Select(Threads.Received.From)]);

    public IReadOnlyList<IChannelEvent> Events => events;

    /// <summary>The messages among them. Throws what one of them made us throw, at every call.</summary>
    public IReadOnlyList<Received> Received => _received.Value;

    /// <summary>Those of them that intake had; nearly always all.</summary>
    public (IReadOnlyList<IChannelEvent> Events, IReadOnlyList<Received> Received) Among(IReadOnlyDictionary<string, string?> stood) => stood.Count == Events.Count
        ? (Events, Received)
        : ([.. Events.Where(e => stood.ContainsKey(e.EventId))], [.. Received.Where(r => stood.ContainsKey(r.Event.EventId))]);
}
