namespace Inbox.Insights;

/// <summary>A conversation with one person, and everything in it that figures are computed from.</summary>
internal sealed record Talk
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Channel { get; init; }
    public required string PersonId { get; init; }
    public string? Subject { get; init; }
    public string? ContentId { get; init; }
    public string? Who { get; init; }
    public string? Why { get; init; }
    public string? Nature { get; init; }
    public string? Outcome { get; init; }
    public long CreatedAt { get; init; }
    public long? BeganAt { get; init; }

    /// <summary>Whether staff said what it is about.</summary>
    public bool HasTopic { get; init; }

    public string? SuggestedWho { get; init; }
    public string? SuggestedWhy { get; init; }
    public string? SuggestedNature { get; init; }
    public string? Sentiment { get; init; }
    public string? Language { get; init; }
    public string? SuggestedSentiment { get; init; }
    public string? SuggestedLanguage { get; init; }

    /// <summary>How many comments people left in it, whatever is in them.</summary>
    public int Comments { get; set; }

    /// <summary>Spam, and what staff members write from outside, is nobody's conversation.</summary>
    public bool IsWithPerson => Nature != "spam" && Who != "staff";

    public TalkLabels Labels => new(AccountId, Channel, Nature, Who, Why, Outcome);

    /// <summary>What was said, in its order.</summary>
    public List<Said> Said { get; init; } = [];

    /// <summary>Its asks.</summary>
    public List<ReceivedAsk> Asks { get; init; } = [];

    /// <summary>G of its account, in milliseconds.</summary>
    public long Gap { get; set; }

    public IEnumerable<Said> Human => Said.Where(s => s.IsHuman && !s.IsOnlySent);

    /// <summary>Its turns until a time, as it stood then.</summary>
    public IReadOnlyList<Turn> TurnsUntil(long end) => Turn.Of(Human.Where(s => s.At < end));
}
