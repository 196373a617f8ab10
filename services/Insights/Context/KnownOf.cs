namespace Inbox.Insights;

/// <summary>What staff say of one conversation, and what had been suggested.</summary>
internal sealed record KnownOf
{
    public required string Id { get; set; }
    public required string AccountId { get; set; }
    public required string Channel { get; set; }
    public long BeganAt { get; set; }
    public string? Who { get; set; }
    public string? Why { get; set; }
    public string? Nature { get; set; }

    /// <summary>In the words of staff, where they matter; null without one.</summary>
    public string? Topic { get; set; }
    public string? Outcome { get; set; }
    public bool HasAllFour => this is { Who: not null, Why: not null, Nature: not null, Topic: not null };

    public TalkLabels Labels => new(AccountId, Channel, Nature, Who, Why, Outcome);

    /// <summary>The same, with what is suggested in the place of what nobody said, where that is asked for.</summary>
    public TalkLabels LabelsBy(string groupBy) => groupBy == ContextReport.LikelyNature && Nature is null ? Labels with { Nature = SuggestedNature is Natures.Unknown ? null : SuggestedNature } : Labels;

    public string? SuggestedWho { get; set; }
    public string? SuggestedWhy { get; set; }
    public string? SuggestedNature { get; set; }
    public Review WhoReview => Reviews.Of(SuggestedWho, Who);
    public Review WhyReview => Reviews.Of(SuggestedWhy, Why);
    public Review NatureReview => Reviews.Of(SuggestedNature, Nature);
    public Review Sentiment { get; set; }
    public Review Language { get; set; }

    /// <summary>Becomes what is known of a conversation of a pack: many are looked at one after the other, and one record is enough for that.</summary>
    public void Become(Pack pack, int talk)
    {
        var t = pack.Talks[talk];
        (AccountId, Channel, BeganAt) = (pack.AccountId, pack.Channel, t.BeganAt);
        (Who, Why, Nature, Outcome) = (pack.Names[t.Who], pack.Names[t.Why], pack.Names[t.Nature], pack.Names[t.Outcome]);
        (SuggestedWho, SuggestedWhy, SuggestedNature) = (pack.Names[t.SuggestedWho], pack.Names[t.SuggestedWhy], pack.Names[t.SuggestedNature]);
        (Sentiment, Language) = ((Review)(t.Felt & 15), (Review)(t.Felt >> 4));
        Topic = t.HasTopic == 1 ? "" : null;
    }
}
