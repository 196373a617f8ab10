namespace Inbox.Insights;

/// <summary>Counts conversations one after the other into a row of what is known.</summary>
internal sealed class ContextGroup
{
    private int _n, _said, _covered, _outcomes, _kept, _reviewed, _naturesKept, _naturesReviewed;

    public void Add(KnownOf c)
    {
        _n++;
        _covered += c is { Who: not null, Why: not null, Nature: not null, Topic: not null } ? 1 : 0;
        _said += c.Nature is null ? 0 : 1;
        _outcomes += c.Outcome is null ? 0 : 1;
        Review(c.SuggestedWho, c.Who, ref _kept, ref _reviewed);
        Review(c.SuggestedWhy, c.Why, ref _kept, ref _reviewed);
        Review(c.SuggestedNature, c.Nature, ref _kept, ref _reviewed);
        Review(c.SuggestedNature, c.Nature, ref _naturesKept, ref _naturesReviewed);
    }

    public ContextKnown Row(string? key) => new()
    {
        Key = key, N = _n, Coverage = new(_covered, _n), Outcomes = new(_outcomes, _n), NatureSaid = new(_said, _n), Agreement = new(_kept, _reviewed), NatureAgreement = new(_naturesKept, _naturesReviewed),
    };

    /// <summary>There is nothing to review where nothing was suggested, or where staff said nothing.</summary>
    private static void Review(string? suggested, string? given, ref int kept, ref int reviewed)
    {
        if (suggested is null or Natures.Unknown || given is null)
            return;
        reviewed++;
        kept += suggested == given ? 1 : 0;
    }
}
