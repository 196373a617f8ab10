namespace Inbox.Insights;

/// <summary>Counts conversations one after the other into a row of what is known.</summary>
internal sealed class ContextGroup
{
    private int _n, _said, _covered, _outcomes;
    private Tally _all, _natures, _sentiments, _languages;

    public void Add(KnownOf c)
    {
        _n++;
        _covered += c is { Who: not null, Why: not null, Nature: not null, Topic: not null } ? 1 : 0;
        _said += c.Nature is null ? 0 : 1;
        _outcomes += c.Outcome is null ? 0 : 1;
        _all.Add(Reviews.Of(c.SuggestedWho, c.Who));
        _all.Add(Reviews.Of(c.SuggestedWhy, c.Why));
        _all.Add(Reviews.Of(c.SuggestedNature, c.Nature));
        _natures.Add(Reviews.Of(c.SuggestedNature, c.Nature));
        _sentiments.Add(c.Sentiment);
        _languages.Add(c.Language);
    }

    public ContextKnown Row(string? key) => new()
    {
        Key = key, N = _n, Coverage = new(_covered, _n), Outcomes = new(_outcomes, _n), NatureSaid = new(_said, _n), Agreement = _all.Share, NatureAgreement = _natures.Share,
        SentimentAgreement = _sentiments.Share, LanguageAgreement = _languages.Share,
    };

    /// <summary>Those that were kept, of those that staff looked at.</summary>
    private struct Tally
    {
        private int _kept, _reviewed;

        public readonly Proportion Share => new(_kept, _reviewed);

        public void Add(Review review)
        {
            _reviewed += review == Review.None ? 0 : 1;
            _kept += review == Review.Kept ? 1 : 0;
        }
    }
}
