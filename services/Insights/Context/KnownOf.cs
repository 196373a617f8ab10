namespace Inbox.Insights;

/// <summary>What staff say of one conversation, and what had been suggested.</summary>
internal sealed record KnownOf
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Channel { get; init; }
    public long BeganAt { get; init; }
    public string? Who { get; init; }
    public string? Why { get; init; }
    public string? Nature { get; init; }
    public string? Topic { get; init; }
    public string? Outcome { get; init; }
    public string? SuggestedWho { get; init; }
    public string? SuggestedWhy { get; init; }
    public string? SuggestedNature { get; init; }
}
