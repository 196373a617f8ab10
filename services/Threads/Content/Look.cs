using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>What one event says of a post or an article.</summary>
internal sealed record Look
{
    public required string AccountId { get; init; }
    public required string ExternalId { get; init; }
    public required string Channel { get; init; }
    public string? Url { get; init; }
    public string? Title { get; init; }
    public string? Picture { get; init; }
    public long? PublishedAt { get; init; }
    public bool Own { get; init; }

    /// <summary>When it was seen, told or gone.</summary>
    public long At { get; init; }

    /// <summary>Not looked at: a message said what it is about.</summary>
    public bool IsTold { get; init; }

    public bool IsRemoved { get; init; }

    public static Look? Of(IChannelEvent e) => e is ContentSeen seen
        ? new()
        {
            AccountId = seen.AccountId,
            ExternalId = Clean.Text(seen.Content.ExternalId),
            Channel = seen.Channel,
            Url = Clean.Line(seen.Content.Url),
            Title = Clean.Line(seen.Content.Title),
            Picture = seen.Picture,
            PublishedAt = seen.PublishedAt?.ToUnixTimeMilliseconds(),
            Own = seen.Own,
            At = seen.SeenAt.ToUnixTimeMilliseconds(),
            IsRemoved = seen.Removed,
        }
        : null;

    /// <summary>Null when the message says nothing that people could read.</summary>
    public static Look? Of(MessageReceived e, NewMessage row) => row.ContentId is { } id && (row.ContentTitle ?? row.ContentUrl) is not null
        ? new() { AccountId = e.AccountId, ExternalId = id, Channel = e.Channel, Url = row.ContentUrl, Title = row.ContentTitle, At = row.At, IsTold = true }
        : null;
}
