using System.Collections.Concurrent;
using Inbox.Contracts;

namespace Inbox.Host;

/// <summary>What staff sent and nobody in the demo has read yet.</summary>
internal sealed class DemoMailbox
{
    private readonly ConcurrentDictionary<string, DemoPen> _people = new();
    private readonly ConcurrentQueue<DemoReply> _unread = new();

    /// <summary>Somebody of the demo wrote: under this name their channel knows them.</summary>
    public void Introduce(Party party, DemoPen pen) => _people[party.ExternalId ?? ""] = pen;

    /// <summary>Puts a reply into the hands of whom it is for; false when the demo did not invent them.</summary>
    public bool Deliver(SendReply reply, string id)
    {
        if (!_people.TryGetValue(reply.Recipient.ExternalId ?? "", out var pen))
            return false;
        _unread.Enqueue(new(pen, reply, id));
        return true;
    }

    public DemoReply? Read() => _unread.TryDequeue(out var reply) ? reply : null;
}

/// <summary>A reply as it left, with what the platform calls it.</summary>
internal sealed record DemoReply(DemoPen To, SendReply Reply, string Id);
