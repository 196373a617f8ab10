namespace Inbox.Insights;

/// <summary>People as one report sees them: what is kept of them, less those about whom something is different by now, and these as they stand.</summary>
internal sealed record Crowd(IReadOnlyList<CrowdPart> Parts)
{
    /// <summary>All of them as they stand, from the beginning.</summary>
    public static Crowd Of(IReadOnlyList<PackView> views, Carried? carried = null) => new([CrowdPart.Of(views, Persons.Of(views), carried)]);
}

/// <summary>Some of the people.</summary>
/// <param name="Facts">What is known of them.</param>
/// <param name="Views">The packs that their conversations are in; null where that is another one by now.</param>
/// <param name="Meetings">Where they were met, where that was asked for.</param>
/// <param name="Gone">Those who are in another part; null for nobody.</param>
internal sealed record CrowdPart(PersonFacts Facts, IReadOnlyList<PackView?> Views, Meetings? Meetings, bool[]? Gone)
{
    public int Count => Facts.Persons.Count;

    public static CrowdPart Of(IReadOnlyList<PackView> views, Persons persons, Carried? carried) =>
        new(PersonFacts.Of(views, persons), views, carried is null ? null : Insights.Meetings.Of(views, persons, new(carried)), null);

    public bool Has(int person) => Gone is null || !Gone[person];

    public bool WroteIn(in PersonTalk talk, long start, long end) =>
        talk.FirstIn < end && talk.LastIn >= start && (talk.FirstIn >= start || talk.LastIn < end || new TalkRef(Views[talk.View]!, talk.Talk).WroteIn(start, end));

    /// <summary>Whether something that they asked in the period was answered.</summary>
    public bool WasAnswered(in PersonTalk talk, long start, long end)
    {
        if (talk.FirstAnswered >= end || talk.LastAnswered < start || talk.FirstAnswered >= start || talk.LastAnswered < end)
            return talk.FirstAnswered < end && talk.LastAnswered >= start;
        foreach (ref readonly var ask in Views[talk.View]!.Pack.AsksOf(talk.Talk))
            if (ask.IsAnswered && ask.AskedAt >= start && ask.AskedAt < end)
                return true;
        return false;
    }
}
