namespace Inbox.Threads;

/// <summary>What is known of a post or an article: a fold over looks that gives the same in any order, however often each comes.</summary>
internal sealed record ContentRow
{
    public const string Select = """
        select account_id as AccountId, external_id as ExternalId, channel, url, title, picture, published_at as PublishedAt, own, seen_at as SeenAt, told_at as ToldAt, removed_at as RemovedAt
        from contents
        """;

    public required string AccountId { get; init; }
    public required string ExternalId { get; init; }
    public required string Channel { get; init; }
    public string? Url { get; init; }
    public string? Title { get; init; }
    public string? Picture { get; init; }
    public long? PublishedAt { get; init; }
    public bool Own { get; init; }
    public long SeenAt { get; init; }
    public long? ToldAt { get; init; }
    public long? RemovedAt { get; init; }

    /// <summary>Nothing known yet.</summary>
    public static ContentRow Before(Look look) => new() { AccountId = look.AccountId, ExternalId = look.ExternalId, Channel = look.Channel };

    /// <summary>
    /// The newest look at the content counts as a whole; before the first one, what the latest message told. Who says that it is gone says nothing else of it, and is believed until it is seen again.
    /// </summary>
    public ContentRow With(Look look) =>
        look.IsRemoved ? (look.At >= SeenAt ? this with { RemovedAt = Math.Max(look.At, RemovedAt ?? 0) } : this)
        : look.IsTold ? (SeenAt == 0 && IsLater(look, ToldAt ?? 0) ? this with { Url = look.Url, Title = look.Title, ToldAt = look.At } : this)
        : IsLater(look, SeenAt)
            ? this with { Url = look.Url, Title = look.Title, Picture = look.Picture, PublishedAt = look.PublishedAt, Own = look.Own, SeenAt = look.At, ToldAt = null, RemovedAt = look.At > RemovedAt ? null : RemovedAt }
        : this;

    /// <summary>Two of the same time are told apart by what they say, so that the order of arrival decides nothing.</summary>
    private bool IsLater(Look look, long than) => look.At != than ? look.At > than : string.CompareOrdinal($"{look.Title}\n{look.Url}", $"{Title}\n{Url}") > 0;
}
