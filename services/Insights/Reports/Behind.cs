namespace Inbox.Insights;

/// <summary>A conversation behind a row.</summary>
/// <param name="ConversationId">Which.</param>
/// <param name="At">The latest of its moments that the row counts, in milliseconds since 1970 in UTC.</param>
public sealed record Behind(string ConversationId, long At)
{
    /// <summary>Each conversation once, the latest first.</summary>
    internal static IReadOnlyList<Behind> Of(IEnumerable<Behind> moments) =>
        [.. moments.GroupBy(m => m.ConversationId).Select(c => c.MaxBy(m => m.At)!).OrderByDescending(b => b.At).ThenBy(b => b.ConversationId, StringComparer.Ordinal)];

    /// <summary>The conversations of a row in which somebody said something in the period.</summary>
    /// <param name="views">Where they are.</param>
    /// <param name="scope">The period, and by what rows are counted.</param>
    /// <param name="key">Which row.</param>
    /// <param name="isTheirs">Whether only what persons wrote counts.</param>
    internal static IReadOnlyList<Behind> Of(IReadOnlyList<PackView> views, ReportScope scope, string? key, bool isTheirs)
    {
        var (by, start, end, behind) = (TalkGrouping.Find(scope.GroupBy), scope.Period.Start, scope.Period.End, new List<Behind>());
        foreach (var view in views)
            for (var talk = 0; talk < view.Count; talk++)
            {
                var last = Last(view.Pack, talk, start, end, isTheirs);
                if (last != PackedAsk.Never && view.HasPerson(talk) && by(view.Pack.LabelsOf(talk)) == key)
                    behind.Add(new(view.Pack.Ids[talk], last));
            }
        return Of(behind);
    }

    /// <summary>When somebody last said something in the period; <see cref="PackedAsk.Never"/> where nobody did.</summary>
    internal static long Last(Pack pack, int talk, long start, long end, bool isTheirs)
    {
        var last = PackedAsk.Never;
        foreach (var said in pack.SaidIn(talk))
            if (said.IsHuman && (said.IsIn || !isTheirs) && said.At >= start && said.At < end)
                last = Math.Max(last, said.At);
        return last;
    }
}
