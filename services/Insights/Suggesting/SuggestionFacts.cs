namespace Inbox.Insights;

/// <summary>What a suggestion for one conversation is made of.</summary>
internal sealed record SuggestionFacts
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public long Version { get; init; }

    /// <summary>What staff say; null where they say nothing.</summary>
    public string? Who { get; init; }

    public string? Why { get; init; }
    public string? Nature { get; init; }
    public string? Sentiment { get; init; }
    public string? Language { get; init; }

    /// <summary>What staff last said of the same person elsewhere.</summary>
    public string? WhoElsewhere { get; init; }

    /// <summary>What the person wrote first, without quotes; empty when nothing is left of it.</summary>
    public string Text { get; init; } = "";
}
