using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>A channel whose replies may also go out by another one: takes what answers them there.</summary>
public interface IClaim
{
    /// <summary>The delivery as it is, or as the one that this channel makes of it; the same bytes always become the same.</summary>
    Task<Delivery> ClaimAsync(Delivery delivery, CancellationToken cancel);
}
