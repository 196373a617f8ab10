namespace Inbox.Insights;

/// <summary>A share of something counted, with its 95 % interval after Wilson (Journal of the American Statistical Association 22, 1927), without continuity correction.</summary>
/// <param name="K">How many had it.</param>
/// <param name="N">How many there were.</param>
public readonly record struct Proportion(int K, int N)
{
    private const double Z = 1.959963984540054; // the normal distribution's 97.5 % quantile

    /// <summary>From 0 to 1; null when there was nothing to count.</summary>
    public double? Share => N == 0 ? null : (double)K / N;

    /// <summary>The lower bound, from 0 to 1.</summary>
    public double Low => N == 0 ? 0 : Math.Max(0, Middle - Reach);

    /// <summary>The upper bound, from 0 to 1.</summary>
    public double High => N == 0 ? 1 : Math.Min(1, Middle + Reach);

    private double Middle => (K + Z * Z / 2) / (N + Z * Z);

    private double Reach => Z / (N + Z * Z) * Math.Sqrt((double)K * (N - K) / N + Z * Z / 4);
}
