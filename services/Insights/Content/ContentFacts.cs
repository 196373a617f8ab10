namespace Inbox.Insights;

/// <summary>All that the report of content is computed from.</summary>
internal sealed record ContentFacts
{
    public required IReadOnlyDictionary<PostKey, Post> Posts { get; init; }

    /// <summary>The conversations that each post is the origin of.</summary>
    public required ILookup<PostKey, Talk> Talks { get; init; }

    /// <summary>All conversations of the people in them.</summary>
    public required IEnumerable<Talk> TheirTalks { get; init; }

    public required IReadOnlyDictionary<PostKey, int> Comments { get; init; }

    /// <summary>Whom the team wants to reach: values of <em>who</em>.</summary>
    public required IReadOnlyCollection<string> Wanted { get; init; }

    public required TimeSpan AnsweredWithin { get; init; }

    public required long Now { get; init; }
}
