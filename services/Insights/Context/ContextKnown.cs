namespace Inbox.Insights;

/// <summary>How much is known of conversations (definitions, 6); N is the conversations that began in the period.</summary>
public sealed record ContextKnown : ReportRow
{
    /// <summary>The share of which all four are known: who, why, what (a topic) and nature.</summary>
    public Proportion Coverage { get; init; }

    /// <summary>The share with an outcome; not set is not "no use".</summary>
    public Proportion Outcomes { get; init; }

    /// <summary>Of the suggestions that staff looked at: the share that they kept.</summary>
    public Proportion Agreement { get; init; }

    /// <summary>The same for the nature alone.</summary>
    public Proportion NatureAgreement { get; init; }

    internal static ContextKnown Of(string? key, IReadOnlyCollection<KnownOf> conversations)
    {
        var natures = conversations.Select(c => Reviewed(c.SuggestedNature, c.Nature)).ToList();
        var all = conversations.SelectMany(c => new[] { Reviewed(c.SuggestedWho, c.Who), Reviewed(c.SuggestedWhy, c.Why) }).Concat(natures).ToList();
        return new()
        {
            Key = key,
            N = conversations.Count,
            Coverage = new(conversations.Count(c => c is { Who: not null, Why: not null, Nature: not null, Topic: not null }), conversations.Count),
            Outcomes = new(conversations.Count(c => c.Outcome is not null), conversations.Count),
            Agreement = new(all.Count(r => r == true), all.Count(r => r is not null)),
            NatureAgreement = new(natures.Count(r => r == true), natures.Count(r => r is not null)),
        };
    }

    /// <summary>Whether a suggestion was kept; null when there was none, or when staff said nothing.</summary>
    private static bool? Reviewed(string? suggested, string? given) => suggested is null or Natures.Unknown || given is null ? null : suggested == given;
}
