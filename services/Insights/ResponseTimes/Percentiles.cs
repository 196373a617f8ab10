namespace Inbox.Insights;

/// <summary>Where a curve of waiting stands.</summary>
/// <param name="N">How many asks it is made of.</param>
/// <param name="Median">Half of them waited no longer.</param>
/// <param name="P90">Nine of ten waited no longer.</param>
public sealed record Percentiles(int N, Waited Median, Waited P90)
{
    /// <summary>With fewer asks than this there are no percentiles but the list of them.</summary>
    internal const int Few = 5;
}
