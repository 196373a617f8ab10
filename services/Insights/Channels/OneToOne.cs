namespace Inbox.Insights;

/// <summary>Our human messages to one person, by account and week.</summary>
internal static class OneToOne
{
    /// <summary>For each account, how many in each week, by a moment of it.</summary>
    public static ILookup<string, (long At, int Count)> Sent(IReadOnlyList<PackView> views, Period period)
    {
        var names = new Quarters<string>(period, period.Week);
        var (start, end, all) = (period.Start, period.End, new List<(string Account, long At, int[] Count)>());
        foreach (var account in views.GroupBy(v => v.Pack.AccountId))
        {
            var byName = new Dictionary<string, int[]>();
            var weeks = new Quarters<int[]>(period, at =>
            {
                if (!byName.TryGetValue(names[at], out var count))
                    all.Add((account.Key, at, byName[names[at]] = count = [0]));
                return count;
            });
            foreach (var view in account)
                for (var talk = 0; talk < view.Count; talk++)
                    if (view.Has(talk))
                        foreach (var said in view.Pack.SaidIn(talk))
                            if (said.IsSent && said.At >= start && said.At < end)
                                weeks[said.At][0]++;
        }
        return all.ToLookup(c => c.Account, c => (c.At, c.Count[0]));
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
