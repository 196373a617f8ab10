namespace Inbox.Insights;

/// <summary>What to suggest, from facts and from what was learned. Pure. What staff have said something of stays as it was suggested to them: that is what they are compared with.</summary>
internal static class Suggesting
{
    private static readonly Dictionary<string, string> WhyOf = new()
    {
        [Natures.Question] = "help",
        [Natures.Complaint] = "disappointed",
        [Natures.Praise] = "likes",
        [Natures.Idea] = "identifies",
        [Natures.Objection] = "curious",
        [Natures.Purchase] = "curious",
        [Natures.Spam] = "sells",
    };

    /// <summary>What the text alone says; of an erased one, nothing.</summary>
    public static Judgement Judge(SuggestionFacts facts, NatureModel model)
    {
        var rules = TextJudge.Judge(facts.Text);
        var (nature, also) = facts.Text.Length == 0 ? (new(Natures.Unknown, Sources.Rule, ""), []) : model.Judge(facts.Text, rules.Nature, rules.Also);
        return rules with { Nature = nature, Also = also };
    }

    /// <summary>What mostly follows from a nature.</summary>
    public static string? Why(string nature) => WhyOf.GetValueOrDefault(nature);

    public static Suggestion Of(SuggestionFacts facts, Judgement judged, Suggestion? before, long now)
    {
        var (nature, also) = (judged.Nature, judged.Also);
        var (sent, sentWhole) = SentMark.Look(before?.SentFor, facts.Text);
        // What the endpoint said of this very text stands.
        if (sentWhole && before?.NatureSource == Sources.Endpoint)
            (nature, also) = (new(before.Nature, before.NatureSource, before.NatureEvidence), before.Also.Split(',', StringSplitOptions.RemoveEmptyEntries));
        // Nobody saw a suggestion before they said what it is: there is nothing to compare.
        if (before is null && facts.Nature is not null)
            (nature, also) = (new(Natures.Unknown, Sources.Rule, ""), []);
        var sentiment = before is null && facts.Sentiment is not null ? new(Natures.Unknown, Sources.Rule, "") : judged.Sentiment;
        var language = before is null && facts.Language is not null ? null : judged.Language;
        var made = new Suggestion
        {
            ConversationId = facts.Id,
            AccountId = facts.AccountId,
            Version = facts.Version,
            Nature = nature.Value,
            Also = string.Join(',', also),
            NatureSource = nature.Source,
            NatureEvidence = nature.Evidence,
            Sentiment = sentiment.Value,
            SentimentEvidence = sentiment.Evidence,
            Language = language?.Value,
            LanguageEvidence = language?.Evidence,
            Who = before is null && facts.Who is not null ? null : facts.WhoElsewhere,
            Why = before is null && facts.Why is not null ? null : Why(facts.Nature ?? nature.Value),
            NatureGiven = facts.Nature,
            WhoGiven = facts.Who,
            WhyGiven = facts.Why,
            SentimentGiven = facts.Sentiment,
            LanguageGiven = facts.Language,
            Sent = sent ? before?.Sent : null,
            SentTo = sent ? before?.SentTo : null,
            SentFor = sent ? before?.SentFor : null,
            ReviewedAt = facts is { Nature: null, Who: null, Why: null, Sentiment: null, Language: null } ? null : before?.ReviewedAt ?? now,
        };
        return Kept(made, before, facts.Text.Length == 0);
    }

    private static Suggestion Kept(Suggestion made, Suggestion? before, bool erased)
    {
        if (before is null)
            return made;
        if (made.NatureGiven is not null)
            made = made with { Nature = before.Nature, Also = before.Also, NatureSource = before.NatureSource, NatureEvidence = erased ? "" : before.NatureEvidence };
        if (made.SentimentGiven is not null)
            made = made with { Sentiment = before.Sentiment, SentimentEvidence = erased ? "" : before.SentimentEvidence };
        if (made.LanguageGiven is not null)
            made = made with { Language = before.Language, LanguageEvidence = erased ? null : before.LanguageEvidence };
        if (made.WhoGiven is not null)
            made = made with { Who = before.Who };
        return made.WhyGiven is not null ? made with { Why = before.Why } : made;
    }
}
