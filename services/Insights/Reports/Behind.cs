namespace Inbox.Insights;

/// <summary>A conversation behind a row.</summary>
/// <param name="ConversationId">Which.</param>
/// <param name="At">The latest of its moments that the row counts, in milliseconds since 1970 in UTC.</param>
public sealed record Behind(string ConversationId, long At)
{
    /// <summary>Each conversation once, the latest first.</summary>
    internal static IReadOnlyList<Behind> Of(IEnumerable<Behind> moments) =>
        [.. moments.GroupBy(m => m.ConversationId).Select(c => c.MaxBy(m => m.At)!).OrderByDescending(b => b.At).ThenBy(b => b.ConversationId, StringComparer.Ordinal)];
}
