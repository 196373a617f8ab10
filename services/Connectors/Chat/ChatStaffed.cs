using System.Collections.Concurrent;
using Inbox.Contracts;
using MassTransit;

namespace Inbox.Connectors.Chat;

/// <summary>Whether anybody is there to answer: gateways say so while staff have the inbox open, and silence means nobody.</summary>
internal sealed class ChatStaffed(TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(40);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new();

    public bool Is(string accountId) => _seen.TryGetValue(accountId, out var at) && clock.GetUtcNow() - at < Lasts;

    public void Note(IEnumerable<string> accountIds)
    {
        foreach (var id in accountIds)
            _seen[id] = clock.GetUtcNow();
    }
}

/// <summary>Every connectors process hears of it on a queue of its own.</summary>
internal sealed class DeskStaffedConsumer(ChatStaffed staffed) : IConsumer<DeskStaffed>
{
    public Task Consume(ConsumeContext<DeskStaffed> context)
    {
        staffed.Note(context.Message.AccountIds);
        return Task.CompletedTask;
    }
}
