using System.Globalization;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>A comment under a post, as each platform names its parts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">The comment that it answers; null under the post itself.</param>
/// <param name="Author">Who wrote it; null when the platform does not say.</param>
/// <param name="IsOurs">Whether the page or profile wrote it itself.</param>
/// <param name="Post">What it is about.</param>
/// <param name="At">When.</param>
internal sealed record MetaComment(string Id, string? Parent, Party? Author, bool IsOurs, ContentRef? Post, DateTimeOffset? At)
{
    /// <summary>Its place in the list in which it was found, greater for later ones.</summary>
    public long? Place { get; init; }

    /// <summary>As a message. What we say ourselves belongs to whom it answers, and is nobody's when it answers none.</summary>
    public Found Said(string channel, RawInput input, MessageBody body) => IsOurs && Parent is null
        ? Found.Of(About(Notes.Ignore) with { Reason = "A comment of ours that answers nobody." })
        : Found.Of(new MessageReceived(
            input.NewId(), input.AccountId, channel, Keys.Of(channel, Id), IsOurs ? Direction.Out : Direction.In, Visibility.Public,
            Author ?? new(null), IsOurs ? new(null) : Author ?? new(null), body, At, input.ReceivedAt)
        {
            ExternalId = Id,
            Sequence = Place ?? Number,
            ParentExternalId = Parent,
            ThreadKey = Parent ?? Id,
            Content = Post,
            PayloadId = input.PayloadId,
            Historic = input.Origin == Origin.Import,
        });

    /// <summary>What is shown of something that is no message.</summary>
    public Note About(string action) => new(action)
    {
        Direction = IsOurs ? Direction.Out : Direction.In, Author = Author, Contact = IsOurs ? null : Author, Content = Post, SentAt = At, TargetExternalId = action == Notes.Ignore ? null : Id,
    };

    /// <summary>The number that its id ends with. Facebook promises no order of them; but a comment has the same however it came, where the same second is told.</summary>
    private long? Number => long.TryParse(Id.AsSpan(Id.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
