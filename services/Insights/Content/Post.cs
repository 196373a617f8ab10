namespace Inbox.Insights;

/// <summary>A post or an article that people can talk about.</summary>
internal sealed record Post
{
    public required string AccountId { get; init; }
    public required string ExternalId { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
    public long? PublishedAt { get; init; }
    public bool Own { get; init; }
    public long? RemovedAt { get; init; }

    public PostKey Key => new(AccountId, ExternalId);

    /// <summary>Whether the account stands for it: its own, with a date, and still there.</summary>
    public bool IsPublished => Own && PublishedAt is not null && RemovedAt is null;
}

/// <summary>What a post is known by.</summary>
internal readonly record struct PostKey(string AccountId, string ExternalId)
{
    public override string ToString() => $"{AccountId}/{ExternalId}";
}
