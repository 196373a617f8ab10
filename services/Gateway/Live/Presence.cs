using Inbox.Contracts;
using MassTransit;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>
/// Tells colleagues who looks at the same conversation and who is writing. Connections of this process hear it at once, other gateways through the bus;
/// when the bus is away, only that part is missing.
/// </summary>
internal sealed class Presence(IHubContext<LiveHub> hub, IBus bus, TimeProvider clock, ILogger<Presence> logger) : BackgroundService
{
    private const int MostPerConnection = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(20);
    private readonly string _gateway = Id.New(clock);
    private readonly PresenceBoard _board = new();
    private readonly Lock _lock = new();
    private DateTimeOffset _repeated = clock.GetUtcNow();

    public Task WatchAsync(string connection, Caller caller, string conversation)
    {
        lock (_lock)
        {
            if (_board.Watched(connection).Count >= MostPerConnection)
                throw new HubException($"A connection watches at most {MostPerConnection} conversations. Unwatch one first.");
            _board.Watch(conversation, connection, caller);
        }
        return ChangedAsync(conversation);
    }

    public Task TypeAsync(string connection, Caller caller, string conversation)
    {
        lock (_lock)
        {
            var wasTyping = _board.Here(conversation, Now).Any(s => s.Id == caller.Id && s.Typing);
            _board.Type(conversation, connection, caller, Now);
            if (wasTyping)
                return Task.CompletedTask;
        }
        return ChangedAsync(conversation);
    }

    public Task UnwatchAsync(string connection, string conversation)
    {
        lock (_lock)
            if (!_board.Leave(conversation, connection))
                return Task.CompletedTask;
        return ChangedAsync(conversation);
    }

    public async Task LeaveAsync(string connection)
    {
        IReadOnlyList<string> watched;
        lock (_lock)
            watched = _board.Watched(connection);
        foreach (var conversation in watched)
            await UnwatchAsync(connection, conversation);
    }

    /// <summary>What another gateway says.</summary>
    public Task HearAsync(PresenceChanged said)
    {
        if (said.GatewayId == _gateway)
            return Task.CompletedTask;
        lock (_lock)
            _board.Hear(said, Now);
        return ShowAsync(said.ConversationId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            IReadOnlyList<string> expired, again = [];
            lock (_lock)
            {
                expired = _board.Expire(Now);
                if (Now - _repeated > Repeat)
                    (again, _repeated) = (_board.Conversations, Now);
            }
            foreach (var conversation in expired)
                await ChangedAsync(conversation);
            foreach (var conversation in again.Except(expired))
                Tell(conversation);
        }
    }

    private Task ChangedAsync(string conversation)
    {
        Tell(conversation);
        return ShowAsync(conversation);
    }

    private Task ShowAsync(string conversation)
    {
        IReadOnlyList<string> connections;
        PresenceEvent shown;
        lock (_lock)
            (connections, shown) = (_board.Connections(conversation), _board.Everybody(conversation, Now));
        return connections.Count == 0 ? Task.CompletedTask : hub.Clients.Clients(connections).SendAsync("presence", shown);
    }

    /// <summary>Not waited for: presence is worth no delay and no error.</summary>
    private void Tell(string conversation)
    {
        IReadOnlyList<PresentStaff> here;
        lock (_lock)
            here = _board.Here(conversation, Now);
        _ = PublishAsync(new(_gateway, conversation, here));
    }

    private async Task PublishAsync(PresenceChanged said)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
            await bus.Publish(said, limit.Token);
        }
#pragma warning disable CA1031 // See Tell.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogDebug(e, "Presence was not told to the other gateways");
        }
    }

    private DateTimeOffset Now => clock.GetUtcNow();
}
