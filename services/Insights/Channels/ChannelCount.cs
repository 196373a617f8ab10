namespace Inbox.Insights;

/// <summary>What an account was asked and what it sent, counted in one pass over its packs: a million conversations are read from end to end once.</summary>
internal sealed class ChannelCount(SentWeeks weeks, QuestionCount questions)
{
    private readonly int[] _sent = new int[weeks.Most];

    /// <summary>Of the asks received in the period and old enough: those answered in time.</summary>
    public Proportion Questions => questions.Row(null).Answered;

    /// <summary>Our human messages to one person, by week of the period: a moment of each, and how many.</summary>
    public IEnumerable<(long At, int Count)> Sent => _sent.Select((count, week) => (weeks[week], count)).Where(w => w.count > 0);

    /// <summary>For each account that has conversations.</summary>
    /// <param name="views">All conversations of the accounts.</param>
    /// <param name="period">When.</param>
    /// <param name="by">Until when an answer counts.</param>
    /// <param name="now">What time it is.</param>
    public static IReadOnlyDictionary<string, ChannelCount> Of(IReadOnlyList<PackView> views, Period period, AnswerBy by, long now)
    {
        var (weeks, counts) = (new SentWeeks(period), new Dictionary<string, ChannelCount>());
        foreach (var view in views)
        {
            if (!counts.TryGetValue(view.Pack.AccountId, out var count))
                counts[view.Pack.AccountId] = count = new(weeks, new(now));
            count.Add(view, period.Start, period.End, by);
        }
        return counts;
    }

    private void Add(PackView view, long start, long end, AnswerBy by)
    {
        var pack = view.Pack;
        if (view.Without is null)
            Add(pack.Said, start, end);
        for (var talk = 0; talk < view.Count; talk++)
        {
            if (!view.Has(talk))
                continue;
            if (view.Without is not null)
                Add(pack.SaidIn(talk), start, end);
            if (pack.IsWithPerson(talk))
                foreach (ref readonly var ask in pack.AsksOf(talk))
                    if (ask.AskedAt >= start && ask.AskedAt < end)
                        questions.Add(ask, [], by.Of(pack.AccountId, ask.AskedAt)); // what bots say is counted where questions are reported
        }
    }

    private void Add(ReadOnlySpan<PackedSaid> all, long start, long end)
    {
        foreach (var said in all)
            if (said.IsSent && said.At is var at && at >= start && at < end)
                _sent[weeks.Of(at)]++;
    }
}
