using Inbox.Contracts;

namespace Inbox.Connectors.Lookups;

/// <summary>A channel whose messages carry a number for who wrote, and no name; that can be asked for.</summary>
internal interface IProfiles
{
    /// <summary>Asks what somebody is called. Null when the platform does not say; <see cref="ChannelException"/> and OutboundException when it may later.</summary>
    Task<Party?> PersonAsync(ConnectedAccount account, string externalId, CancellationToken cancel);
}
