namespace Inbox.Insights;

/// <summary>Counts conversations one after the other into a row of what is known.</summary>
internal sealed class ContextGroup
{
    private int _n, _who, _why, _topic, _nature, _covered, _outcomes;
    private Tally _whos, _whys, _natures, _sentiments, _languages;

    public void Add(KnownOf c)
    {
        _n++;
        _covered += c.HasAllFour ? 1 : 0;
        _who += c.Who is null ? 0 : 1;
        _why += c.Why is null ? 0 : 1;
        _topic += c.Topic is null ? 0 : 1;
        _nature += c.Nature is null ? 0 : 1;
        _outcomes += c.Outcome is null ? 0 : 1;
        _whos.Add(c.WhoReview);
        _whys.Add(c.WhyReview);
        _natures.Add(c.NatureReview);
        _sentiments.Add(c.Sentiment);
        _languages.Add(c.Language);
    }

    public ContextKnown Row(string? key) => new()
    {
        Key = key, N = _n, Coverage = new(_covered, _n), Outcomes = new(_outcomes, _n), WhoSaid = new(_who, _n), WhySaid = new(_why, _n), TopicSaid = new(_topic, _n), NatureSaid = new(_nature, _n),
        Agreement = (_whos + _whys + _natures).Share, WhoAgreement = _whos.Share, WhyAgreement = _whys.Share, NatureAgreement = _natures.Share, SentimentAgreement = _sentiments.Share, LanguageAgreement = _languages.Share,
    };

    /// <summary>Those that were kept, of those that staff looked at.</summary>
    private struct Tally
    {
        private int _kept, _reviewed;

        public readonly Proportion Share => new(_kept, _reviewed);

        public static Tally operator +(Tally one, Tally other) => new() { _kept = one._kept + other._kept, _reviewed = one._reviewed + other._reviewed };

        public void Add(Review review)
        {
            _reviewed += review == Review.None ? 0 : 1;
            _kept += review == Review.Kept ? 1 : 0;
        }
    }
}
