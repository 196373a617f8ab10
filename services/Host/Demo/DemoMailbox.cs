using System.Collections.Concurrent;
using Inbox.Contracts;

namespace Inbox.Host;

/// <summary>What staff sent and nobody in the demo has read yet.</summary>
internal sealed class DemoMailbox
{
    private readonly ConcurrentQueue<DemoReply> _unread = new();

    public void Deliver(DemoReply reply) => _unread.Enqueue(reply);

    public DemoReply? Read() => _unread.TryDequeue(out var reply) ? reply : null;
}

/// <summary>A reply as it left, with the Message-ID it carries.</summary>
internal sealed record DemoReply(SendReply Reply, string MessageId);
