using System.Numerics;

namespace Inbox.Tests.Insights.Year;

/// <summary>Kaplan and Meier's estimate in whole numbers: the share that still waits is a fraction that is never rounded.</summary>
internal static class YearCurve
{
    /// <summary>How long it took until one in so many still waited; with how long was watched at most where it never came to that. Null for under five.</summary>
    public static object? Percentiles(IEnumerable<(long Time, bool IsAnswered)> waits)
    {
        var all = waits.OrderBy(w => w.Time).ToList();
        return all.Count < 5 ? null : new { n = all.Count, median = Until(all, 2), p90 = Until(all, 10) };
    }

    /// <summary>The share that has happened by a time.</summary>
    public static double Happened(IEnumerable<(long Time, bool Happened)> waits, long by)
    {
        var (num, den) = (BigInteger.One, BigInteger.One);
        var all = waits.ToList();
        foreach (var time in all.Where(w => w.Happened && w.Time <= by).Select(w => w.Time).Distinct())
            (num, den) = (num * (all.Count(w => w.Time >= time) - all.Count(w => w.Happened && w.Time == time)), den * all.Count(w => w.Time >= time));
        return 1 - (double)(num * 1_000_000_000_000 / den) / 1_000_000_000_000;
    }

    private static object Until(List<(long Time, bool IsAnswered)> all, int oneIn)
    {
        var (num, den) = (BigInteger.One, BigInteger.One);
        for (var i = 0; i < all.Count;)
        {
            var (first, ended) = (i, 0);
            for (; i < all.Count && all[i].Time == all[first].Time; i++)
                ended += all[i].IsAnswered ? 1 : 0;
            (num, den) = (num * (all.Count - first - ended), den * (all.Count - first));
            if (ended > 0 && num * oneIn <= den)
                return new { ms = all[first].Time, isLongerThan = false };
        }
        return new { ms = all[^1].Time, isLongerThan = true };
    }
}
