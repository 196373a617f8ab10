namespace Inbox.Insights;

/// <summary>Our human messages to one person, among those and the posts published.</summary>
internal static class OneToOne
{
    /// <summary>The whole share, and that of each week, the first week first.</summary>
    /// <param name="sent">A moment of a week, and how many were sent in it.</param>
    /// <param name="published">The account's posts.</param>
    /// <param name="period">When.</param>
    public static (Proportion All, IReadOnlyList<OneToOneWeek> Weeks) Of(IEnumerable<(long At, int Count)> sent, IEnumerable<Post> published, Period period)
    {
        var weeks = sent.Select(s => (Week: period.Week(Math.Max(s.At, period.Start)), s.Count, Posts: 0))
            .Concat(published.Where(p => period.Has(p.PublishedAt!.Value)).Select(p => (Week: period.Week(p.PublishedAt!.Value), Count: 0, Posts: 1)))
            .GroupBy(w => w.Week).OrderBy(w => w.Key, StringComparer.Ordinal)
            .Select(w => new OneToOneWeek(w.Key, new(w.Sum(x => x.Count), w.Sum(x => x.Count + x.Posts)))).ToList();
        return (new(weeks.Sum(w => w.OneToOne.K), weeks.Sum(w => w.OneToOne.N)), weeks);
    }
}
