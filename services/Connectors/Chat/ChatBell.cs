using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Chat;

/// <summary>Somebody's timeline has grown. Says that, and nothing of what was added: each browser asks for it with its own token.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Contact">Whose.</param>
public sealed record TimelineGrew(string AccountId, string Contact);

/// <summary>Rings at the open connections of a visitor, in every process. A ring may be lost: a connection that comes back asks anyway.</summary>
internal sealed class ChatBell(IBus bus, ILogger<ChatBell> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Account, string Contact), List<Channel<bool>>> _open = [];

    /// <summary>Listens until it is disposed.</summary>
    public Ear Listen(string accountId, string contact)
    {
        var rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_gate)
            (_open.TryGetValue((accountId, contact), out var ears) ? ears : _open[(accountId, contact)] = []).Add(rings);
        return new(rings.Reader, () => Forget(accountId, contact, rings));
    }

    /// <summary>Rings here at once, and in the other processes as soon as the bus carries it.</summary>
    public void Ring(string accountId, string contact)
    {
        RingHere(accountId, contact);
        _ = PublishAsync(new(accountId, contact));
    }

    public void RingHere(string accountId, string contact)
    {
        lock (_gate)
            foreach (var ear in _open.GetValueOrDefault((accountId, contact)) ?? [])
                ear.Writer.TryWrite(true);
    }

    private void Forget(string accountId, string contact, Channel<bool> rings)
    {
        lock (_gate)
            if (_open.TryGetValue((accountId, contact), out var ears) && ears.Remove(rings) && ears.Count == 0)
                _open.Remove((accountId, contact));
    }

    private async Task PublishAsync(TimelineGrew grew)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await bus.Publish(grew, limit.Token);
        }
#pragma warning disable CA1031 // Best effort by design.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogWarning("Other processes could not be told of something new in a chat of account {AccountId} ({Reason})", grew.AccountId, e.GetType().Name);
        }
    }

    /// <summary>One connection's end of it.</summary>
    internal sealed class Ear(ChannelReader<bool> rings, Action forget) : IDisposable
    {
        public ChannelReader<bool> Rings => rings;

        public void Dispose() => forget();
    }
}

/// <summary>Every connectors process hears of it on a queue of its own.</summary>
internal sealed class TimelineGrewConsumer(ChatBell bell) : IConsumer<TimelineGrew>
{
    public Task Consume(ConsumeContext<TimelineGrew> context)
    {
        bell.RingHere(context.Message.AccountId, context.Message.Contact);
        return Task.CompletedTask;
    }
}
