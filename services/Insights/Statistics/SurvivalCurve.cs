namespace Inbox.Insights;

/// <summary>
/// The Kaplan–Meier estimate (Journal of the American Statistical Association 53, 1958): the share that still waits after a time, S(t) = Π(1 − d/n), with those
/// that were watched for a shorter time counted for as long as they were watched. Nobody who still waits is left out.
/// </summary>
public sealed class SurvivalCurve
{
    /// <summary>Products of fractions fall a little beside the number that they are.</summary>
    internal const double Rounding = 1e-12;

    private readonly List<SurvivalStep> _steps = [];

    private SurvivalCurve(int n, long longest) => (Count, Longest) = (n, longest);

    /// <summary>How many were watched.</summary>
    public int Count { get; }

    /// <summary>The longest time that anything was watched, in milliseconds.</summary>
    public long Longest { get; }

    /// <summary>Where the curve falls, in the order of time.</summary>
    public IReadOnlyList<SurvivalStep> Steps => _steps;

    /// <summary>Estimates the curve. What was watched for exactly the time of a step is still counted at it.</summary>
    public static SurvivalCurve Of(IEnumerable<Observation> observations)
    {
        var all = observations.Select(Number).ToArray();
        Array.Sort(all);
        return OfSorted(all);
    }

    /// <summary>A time and whether it happened as one number, since they are sorted by the million.</summary>
    internal static long Number(Observation observation) => observation.Time << 1 | (observation.Happened ? 1L : 0);

    /// <summary>Estimates the curve of numbers in their order.</summary>
    internal static SurvivalCurve OfSorted(ReadOnlySpan<long> all)
    {
        var curve = new SurvivalCurve(all.Length, all.Length == 0 ? 0 : all[^1] >> 1);
        var share = 1.0;
        for (var i = 0; i < all.Length;)
        {
            var (time, first, happened) = (all[i] >> 1, i, 0L);
            for (; i < all.Length && all[i] >> 1 == time; i++)
                happened += all[i] & 1;
            if (happened == 0)
                continue;
            share *= 1 - (double)happened / (all.Length - first);
            curve._steps.Add(new(time, share));
        }
        return curve;
    }

    /// <summary>The share that waits longer than a time.</summary>
    public double At(long time) => _steps.FindLastIndex(s => s.Time <= time) is var i and >= 0 ? _steps[i].Share : 1;

    /// <summary>The first time at which at most a share still waits: 0.5 for the median, 0.1 for what nine of ten do not wait longer than.</summary>
    /// <returns>That time; the longest one watched, as a lower bound, when the curve never falls so far.</returns>
    public Waited Until(double share)
    {
        foreach (var step in _steps)
            if (step.Share <= share + Rounding)
                return new(step.Time, IsLongerThan: false);
        return new(Longest, IsLongerThan: true);
    }
}

/// <summary>A fall of the curve.</summary>
/// <param name="Time">When, in milliseconds.</param>
/// <param name="Share">The share that waits longer than that, from 0 to 1.</param>
public readonly record struct SurvivalStep(long Time, double Share);

/// <summary>A time that was waited.</summary>
/// <param name="Ms">Milliseconds.</param>
/// <param name="IsLongerThan">Whether all that is known is that it is longer than that.</param>
public readonly record struct Waited(long Ms, bool IsLongerThan);
