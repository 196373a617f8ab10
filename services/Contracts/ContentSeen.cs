namespace Inbox.Contracts;

/// <summary>
/// A connector looked at a post, an article or a video of ours, or at one that somebody wrote about. Of several looks the newest counts, whatever order they come in; it may come before or after messages
/// about the same content, which show what it says.
/// </summary>
/// <param name="EventId">The intake row.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Content">The same id that messages about it carry, where people see it, and its title or first words: all that is known of it, not only what changed.</param>
/// <param name="SeenAt">When the platform was asked, or said it.</param>
public sealed record ContentSeen(string EventId, string AccountId, string Channel, ContentRef Content, DateTimeOffset SeenAt) : IChannelEvent
{
    /// <summary>Our id of the stored file with its picture (see <see cref="AttachmentRef.Id"/>).</summary>
    public string? Picture { get; init; }

    /// <summary>The platform's time of its publication.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Whether this account published it; false for what somebody else did.</summary>
    public bool Own { get; init; }

    /// <summary>It is not there any more. What earlier looks said of it stays.</summary>
    public bool Removed { get; init; }
}
