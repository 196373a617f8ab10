using System.Threading.Channels;
using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Chat;

/// <summary>Somebody's timeline has grown. Says that, and nothing of what was added: each browser asks for it with its own token.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Contact">Whose.</param>
public sealed record TimelineGrew(string AccountId, string Contact);

/// <summary>What there is to say to an open connection: at most one of each waits.</summary>
/// <param name="News">The timeline has grown.</param>
/// <param name="Typing">Somebody is writing an answer.</param>
internal readonly record struct ChatRing(bool News, bool Typing);

/// <summary>Rings at the open connections of a visitor, in every process. A ring may be lost: a connection that comes back asks anyway.</summary>
internal sealed class ChatBell(IBus bus, ILogger<ChatBell> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Account, string Contact), List<Ear>> _open = [];

    /// <summary>Listens until it is disposed.</summary>
    public Ear Listen(string accountId, string contact)
    {
        var ear = new Ear(e => Forget(accountId, contact, e));
        lock (_gate)
            (_open.TryGetValue((accountId, contact), out var ears) ? ears : _open[(accountId, contact)] = []).Add(ear);
        return ear;
    }

    /// <summary>Rings here at once, and in the other processes as soon as the bus carries it.</summary>
    public void Ring(string accountId, string contact)
    {
        RingHere(accountId, contact, new(News: true, Typing: false));
        _ = PublishAsync(new(accountId, contact));
    }

    public void RingHere(string accountId, string contact, ChatRing ring)
    {
        lock (_gate)
            foreach (var ear in _open.GetValueOrDefault((accountId, contact)) ?? [])
                ear.Hear(ring);
    }

    private void Forget(string accountId, string contact, Ear ear)
    {
        lock (_gate)
            if (_open.TryGetValue((accountId, contact), out var ears) && ears.Remove(ear) && ears.Count == 0)
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
    internal sealed class Ear(Action<Ear> forget) : IDisposable
    {
        private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private readonly Lock _gate = new();
        private ChatRing _waiting;

        /// <summary>All that rang since it was asked last; waits until something did.</summary>
        public async Task<ChatRing> RingAsync(CancellationToken cancel)
        {
            await _rung.Reader.ReadAsync(cancel);
            lock (_gate)
            {
                var heard = _waiting;
                _waiting = default;
                return heard;
            }
        }

        public void Hear(ChatRing ring)
        {
            lock (_gate)
                _waiting = new(_waiting.News || ring.News, ring.Typing || _waiting.Typing && !ring.News);
            _rung.Writer.TryWrite(true);
        }

        public void Dispose() => forget(this);
    }
}

/// <summary>Every connectors process hears of it on a queue of its own.</summary>
internal sealed class TimelineGrewConsumer(ChatBell bell) : IConsumer<TimelineGrew>
{
    public Task Consume(ConsumeContext<TimelineGrew> context)
    {
        bell.RingHere(context.Message.AccountId, context.Message.Contact, new(News: true, Typing: false));
        return Task.CompletedTask;
    }
}

/// <summary>Every connectors process hears of it on a queue of its own.</summary>
internal sealed class AnswerBegunConsumer(ChatBell bell) : IConsumer<AnswerBegun>
{
    public Task Consume(ConsumeContext<AnswerBegun> context)
    {
        bell.RingHere(context.Message.AccountId, context.Message.Contact, new(News: false, Typing: true));
        return Task.CompletedTask;
    }
}
