namespace Inbox.Insights;

/// <summary>A pack as one report sees it.</summary>
/// <param name="Pack">What it holds.</param>
/// <param name="Gap">G of its account, in milliseconds.</param>
/// <param name="Without">The conversations in it that are different by now: they are in another view.</param>
internal sealed record PackView(Pack Pack, long Gap, IReadOnlySet<int>? Without = null)
{
    public int Count => Pack.Count;

    public bool Has(int talk) => Without is null || !Without.Contains(talk);

    /// <summary>Whether it is there, and somebody's: spam, and what staff members write from outside, is nobody's.</summary>
    public bool HasPerson(int talk) => Has(talk) && Pack.IsWithPerson(talk);

    /// <summary>Talks that are in no store.</summary>
    public static IReadOnlyList<PackView> Of(IEnumerable<Talk> talks) => [.. talks.GroupBy(t => t.Gap).SelectMany(g => PackPen.Of(g).Select(p => new PackView(p, g.Key)))];
}
