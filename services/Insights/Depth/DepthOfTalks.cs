namespace Inbox.Insights;

/// <summary>How far conversations went (definitions: depth, reciprocity). N is the conversations in which somebody said something in the period.</summary>
public sealed record DepthOfTalks : ReportRow
{
    /// <summary>Only one side spoke.</summary>
    public int Monologues { get; init; }

    /// <summary>The side changed once.</summary>
    public int Answered { get; init; }

    /// <summary>It changed two or three times.</summary>
    public int Conversations { get; init; }

    /// <summary>It changed four times or more: a real exchange.</summary>
    public int Exchanges { get; init; }

    /// <summary>The share that changed twice or more.</summary>
    public Proportion Talks { get; init; }

    /// <summary>How many conversations have which depth, the lowest first.</summary>
    public IReadOnlyList<DepthCount> Depths { get; init; } = [];

    /// <summary>The median of how evenly both sides spoke, 0 to 1, over those that changed twice or more; null without such.</summary>
    public double? Reciprocity { get; init; }

    /// <summary>How many that is the median of.</summary>
    public int ReciprocityN { get; init; }
}

/// <summary>How many conversations have a depth.</summary>
/// <param name="Depth">How often the side changed.</param>
/// <param name="N">How many conversations.</param>
public sealed record DepthCount(int Depth, int N);
