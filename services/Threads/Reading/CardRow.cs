namespace Inbox.Threads;

/// <summary>A card as the database gives it.</summary>
internal sealed record CardRow
{
    public const string Select = """
        select c.id, c.version, c.state, c.channel, c.account_id as AccountId, c.person_id as PersonId, p.name as PersonName, c.subject, c.preview,
          coalesce(k.title, c.content_title) as ContentTitle, coalesce(k.url, c.content_url) as ContentUrl, f.id as ContentPicture, c.visibility, c.waiting_since as WaitingSince, c.snoozed_until as SnoozedUntil,
          c.assignee, c.who, c.why, c.nature, c.outcome, c.also, c.topic, c.amount, c.sentiment, c.language, c.last_message_at as LastMessageAt, c.messages, c.position, c.continues, c.priority, c.near_at as NearAt, c.target_at as TargetAt
        from conversations c
        join people p on p.id = c.person_id
        left join contents k on k.account_id = c.account_id and k.external_id = c.content_id
        left join attachments f on f.id = k.picture and f.size > 0
        """;

    public required string Id { get; init; }
    public long Version { get; init; }
    public required string State { get; init; }
    public required string Channel { get; init; }
    public required string AccountId { get; init; }
    public required string PersonId { get; init; }
    public string? PersonName { get; init; }
    public string? Subject { get; init; }
    public required string Preview { get; init; }
    public string? ContentTitle { get; init; }
    public string? ContentUrl { get; init; }
    public string? ContentPicture { get; init; }
    public required string Visibility { get; init; }
    public long? WaitingSince { get; init; }
    public long? SnoozedUntil { get; init; }
    public string? Assignee { get; init; }
    public string? Who { get; init; }
    public string? Why { get; init; }
    public string? Nature { get; init; }
    public string? Outcome { get; init; }
    public string? Also { get; init; }
    public string? Topic { get; init; }
    public long? Amount { get; init; }
    public string? Sentiment { get; init; }
    public string? Language { get; init; }
    public long? LastMessageAt { get; init; }
    public long Messages { get; init; }
    public long Position { get; init; }
    public string? Continues { get; init; }
    public string? Priority { get; init; }
    public long? NearAt { get; init; }
    public long? TargetAt { get; init; }

    public Card ToCard(IReadOnlyList<string> tags, Origin? origin) => new()
    {
        Id = Id,
        Version = Version,
        State = State,
        Channel = Channel,
        AccountId = AccountId,
        Person = new(PersonId, PersonName),
        Subject = Subject,
        Preview = Preview,
        Content = ContentTitle is null && ContentUrl is null ? null : new(ContentTitle, ContentUrl, ContentPicture),
        Origin = ContentTitle is null && ContentUrl is null ? origin : null,
        Visibility = Visibility,
        WaitingSince = Time.Of(WaitingSince),
        Priority = Priority,
        NearAt = Time.Of(NearAt),
        TargetAt = Time.Of(TargetAt),
        SnoozedUntil = Time.Of(SnoozedUntil),
        Assignee = Assignee,
        Tags = tags,
        Who = Who,
        Why = Why,
        Nature = Nature,
        Outcome = Outcome,
        Also = Also?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
        Topic = Topic,
        Amount = Amount / 100m,
        Sentiment = Sentiment,
        Language = Language,
        LastMessageAt = Time.Of(LastMessageAt),
        Messages = Messages,
    };
}
