namespace Inbox.Insights;

/// <summary>Our human messages to one person, by account and quarter of an hour, so that weeks of every time zone can be made of them.</summary>
internal static class OneToOne
{
    private const long Quarter = 15 * 60_000;

    public static ILookup<string, (long At, int Count)> Sent(IReadOnlyList<PackView> views, Period period)
    {
        var counts = new Dictionary<(string Account, long Slot), int>();
        foreach (var view in views)
            for (var talk = 0; talk < view.Count; talk++)
                if (view.Has(talk))
                    foreach (var said in view.Pack.SaidIn(talk))
                        if (said.IsSent && period.Has(said.At))
                            counts[(view.Pack.AccountId, said.At / Quarter)] = counts.GetValueOrDefault((view.Pack.AccountId, said.At / Quarter)) + 1;
        return counts.ToLookup(c => c.Key.Account, c => (c.Key.Slot * Quarter, c.Value));
    }

    /// <summary>The whole share, and that of each week, the first week first.</summary>
    public static (Proportion All, IReadOnlyList<OneToOneWeek> Weeks) Of(IEnumerable<(long At, int Count)> sent, IEnumerable<Post> published, Period period)
    {
        var weeks = sent.Select(s => (Week: period.Week(Math.Max(s.At, period.Start)), s.Count, Posts: 0))
            .Concat(published.Where(p => period.Has(p.PublishedAt!.Value)).Select(p => (Week: period.Week(p.PublishedAt!.Value), Count: 0, Posts: 1)))
            .GroupBy(w => w.Week).OrderBy(w => w.Key, StringComparer.Ordinal)
            .Select(w => new OneToOneWeek(w.Key, new(w.Sum(x => x.Count), w.Sum(x => x.Count + x.Posts)))).ToList();
        return (new(weeks.Sum(w => w.OneToOne.K), weeks.Sum(w => w.OneToOne.N)), weeks);
    }
}
