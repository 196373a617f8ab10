namespace Inbox.Tests.Insights.Year;

/// <summary>A share with the interval in which 95 of 100 such samples have the true one, as Wilson derived it: the shares p whose distance from k/n is 1.96 standard errors, solved for p.</summary>
internal static class YearShare
{
    private const double Z = 1.959963984540054;

    public static object Of(int k, int n)
    {
        if (n == 0)
            return new { k, n, low = 0, high = 1 };
        // (k/n − p)² = z²·p(1−p)/n, a quadratic equation in p
        double a = 1 + Z * Z / n, b = -(2.0 * k / n + Z * Z / n), c = (double)k / n * k / n;
        var root = Math.Sqrt(Math.Max(0, b * b - 4 * a * c));
        return new { k, n, share = (double)k / n, low = Math.Max(0, (-b - root) / (2 * a)), high = Math.Min(1, (-b + root) / (2 * a)) };
    }

    public static object Of<T>(IReadOnlyCollection<T> all, Func<T, bool> has) => Of(all.Count(has), all.Count);
}
