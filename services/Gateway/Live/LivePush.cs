using System.Collections.Concurrent;
using Inbox.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>
/// Pushes changes of conversations to the connections that may hear of them. The first change of a conversation goes at once; what comes while it is on
/// its way is put together and goes next, so a burst costs two reads, not a hundred.
/// </summary>
internal sealed class LivePush(IHubContext<LiveHub> hub, LiveConnections connections, LiveView view, TimeProvider clock, ILogger<LivePush> logger)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Burst> _bursts = new();

    public async Task PushAsync(ConversationChanged changed, CancellationToken cancel)
    {
        var burst = _bursts.AddOrUpdate(changed.ConversationId, _ => new(changed, null), (_, running) => running with { Waiting = Burst.Add(running.Waiting, changed) });
        if (!ReferenceEquals(burst.Running, changed))
            return;
        for (ConversationChanged? next = changed; next is not null; next = Next(changed.ConversationId))
            await SendAsync(next, cancel);
    }

    public async Task PushAsync(AccountHealthChanged health, CancellationToken cancel) =>
        await SendAsync(await connections.OfAsync(health.AccountId, cancel), "health", new HealthEvent(health.AccountId, health.State, health.Reason));

    /// <summary>Everybody connected here reads again: something may have been missed.</summary>
    public Task LookAgainAsync() => SendAsync(connections.All(), "missed", new MissedEvent());

    private ConversationChanged? Next(string conversation)
    {
        while (_bursts.TryGetValue(conversation, out var burst))
        {
            if (burst.Waiting is { } waiting ? _bursts.TryUpdate(conversation, new(waiting, null), burst) : _bursts.TryRemove(new(conversation, burst)))
                return burst.Waiting;
        }
        return null;
    }

    private async Task SendAsync(ConversationChanged changed, CancellationToken cancel)
    {
        try
        {
            var audience = await connections.OfAsync(changed.AccountId, cancel);
            if (audience.Count == 0)
                return;
            var (card, origin, messages) = await view.ReadAsync(changed, cancel);
            foreach (var message in messages)
                await SendAsync(audience, "message", new MessageEvent(changed.ConversationId, changed.Version, message));
            foreach (var reply in changed.Replies)
                await SendAsync(audience, "replyState", new ReplyStateEvent(changed.ConversationId, reply.ClientId, reply.State, reply.Error));
            var whole = origin is null ? audience : [.. audience.Intersect(await connections.OfAsync(origin, cancel))];
            await SendAsync(whole, "changed", new ChangedEvent(changed.ConversationId, card?.Version ?? changed.Version, card));
            if (whole.Count < audience.Count)
                await SendAsync([.. audience.Except(whole)], "changed", new ChangedEvent(changed.ConversationId, card!.Version, card with { Content = null }));
        }
#pragma warning disable CA1031 // One push that fails must not hold up the conversation's next one; clients refetch when they reconnect.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogWarning(e, "Conversation {ConversationId} could not be pushed", changed.ConversationId);
        }
    }

    /// <summary>A browser that reads slowly gets its frames later, and holds up nobody.</summary>
    private async Task SendAsync(IReadOnlyList<string> audience, string name, object content)
    {
        if (audience.Count == 0)
            return;
        try
        {
            await hub.Clients.Clients(audience).SendAsync(name, content).WaitAsync(Slow, clock);
        }
        catch (TimeoutException)
        {
            logger.LogDebug("A browser is slow to take {Event}", name);
        }
    }

    private sealed record Burst(ConversationChanged Running, ConversationChanged? Waiting)
    {
        public static ConversationChanged Add(ConversationChanged? waiting, ConversationChanged next) => waiting is null ? next : next with
        {
            Version = Math.Max(waiting.Version, next.Version),
            MessageIds = [.. waiting.MessageIds.Union(next.MessageIds)],
            Replies = [.. waiting.Replies.Where(w => next.Replies.All(n => n.ClientId != w.ClientId)), .. next.Replies],
        };
    }
}
