using System.Collections.Concurrent;
using Inbox.Contracts;
using MassTransit;

namespace Inbox.Tests.Connectors;

/// <summary>A bus in memory that keeps what was published on it.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _events = new();
    private readonly ConcurrentQueue<AccountHealthChanged> _health = new();

    private TestBus() => Bus = MassTransit.Bus.Factory.CreateUsingInMemory(bus => bus.ReceiveEndpoint("seen", e =>
    {
        e.Handler<EventsAccepted>(m => KeepAsync(() => m.Message.EventIds.ToList().ForEach(_events.Enqueue)));
        e.Handler<AccountHealthChanged>(m => KeepAsync(() => _health.Enqueue(m.Message)));
    }));

    public IBusControl Bus { get; }

    /// <summary>The ids of the events that were published.</summary>
    public IReadOnlyCollection<string> Events => _events;

    public IReadOnlyCollection<AccountHealthChanged> Health => _health;

    public static async Task<TestBus> StartAsync()
    {
        var bus = new TestBus();
        await bus.Bus.StartAsync(TestContext.Current.CancellationToken);
        return bus;
    }

    public async ValueTask DisposeAsync() => await Bus.StopAsync(CancellationToken.None);

    private static Task KeepAsync(Action keep)
    {
        keep();
        return Task.CompletedTask;
    }
}
