namespace Inbox.Threads;

/// <summary>What commands look at before they decide.</summary>
internal sealed record ConversationHead
{
    public const string Select = """
        select id, account_id as AccountId, channel, context, merged_into as MergedInto, person_id as PersonId, version, state, assignee, who, why, nature, outcome, also, topic, amount, sentiment, language,
          subject, visibility, created_at as CreatedAt, closed_at as ClosedAt, first_message_at as FirstMessageAt
        from conversations
        """;

    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Channel { get; init; }
    public required string Context { get; init; }
    public string? MergedInto { get; init; }
    public required string PersonId { get; init; }
    public long Version { get; init; }
    public required string State { get; init; }
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
    public string? Subject { get; init; }
    public required string Visibility { get; init; }
    public long CreatedAt { get; init; }
    public long? ClosedAt { get; init; }
    public long? FirstMessageAt { get; init; }

    /// <summary>One of <see cref="ConversationMove.Said"/>.</summary>
    public string? Says(string field) => field switch
    {
        "assignee" => Assignee,
        "who" => Who,
        "why" => Why,
        "nature" => Nature,
        "also" => Also,
        "topic" => Topic,
        "sentiment" => Sentiment,
        "language" => Language,
        "amount" => Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Outcome,
    };
}
