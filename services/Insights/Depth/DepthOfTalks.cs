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

    internal static DepthOfTalks Of(string? key, IReadOnlyCollection<Talk> talks, long end)
    {
        var turns = talks.Select(t => t.TurnsUntil(end)).Where(t => t.Count > 0).ToList();
        var depths = turns.ConvertAll(Turn.Depth);
        var even = turns.Where(t => Turn.Depth(t) >= Turn.Conversation).Select(Insights.Reciprocity.Of).OfType<double>().Order().ToList();
        return new()
        {
            Key = key,
            N = turns.Count,
            Monologues = depths.Count(d => d == 0),
            Answered = depths.Count(d => d == 1),
            Conversations = depths.Count(d => d is >= Turn.Conversation and < Turn.Exchange),
            Exchanges = depths.Count(d => d >= Turn.Exchange),
            Talks = new(depths.Count(d => d >= Turn.Conversation), depths.Count),
            Depths = [.. depths.GroupBy(d => d).OrderBy(g => g.Key).Select(g => new DepthCount(g.Key, g.Count()))],
            Reciprocity = Median(even),
            ReciprocityN = even.Count,
        };
    }

    private static double? Median(List<double> sorted) => sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}

/// <summary>How many conversations have a depth.</summary>
/// <param name="Depth">How often the side changed.</param>
/// <param name="N">How many conversations.</param>
public sealed record DepthCount(int Depth, int N);
