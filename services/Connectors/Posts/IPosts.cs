using Inbox.Connectors.Json;

namespace Inbox.Connectors.Posts;

/// <summary>A channel whose messages name the post that they are about, but not what it says; that can be asked for.</summary>
internal interface IPosts
{
    /// <summary>Asks for one post. Null when the platform does not show it; <see cref="ChannelException"/> and OutboundException when it may later.</summary>
    Task<FoundPost?> FindAsync(ConnectedAccount account, string externalId, CancellationToken cancel);
}

/// <summary>A post that was asked for.</summary>
/// <param name="Raw">As the platform gave it.</param>
/// <param name="Post">What it says.</param>
internal sealed record FoundPost(Node Raw, SeenPost Post);
