namespace Inbox.Insights;

/// <summary>How evenly both sides speak: R = 2·min(w_p, w_u) ÷ (w_p + w_u) over the words of turns, 1 for evenly and 0 for one side alone.</summary>
internal static class Reciprocity
{
    /// <summary>A long letter is one turn and not worth more than this.</summary>
    public const int MostWords = 200;

    /// <summary>Of a conversation's turns; null where nobody said a word, such as in files and calls.</summary>
    public static double? Of(IReadOnlyList<Turn> turns) => Of(Words(turns, isIn: true), Words(turns, isIn: false));

    /// <summary>Of the words of each side's turns, each turn counted by <see cref="MostWords"/> at most.</summary>
    public static double? Of(int theirs, int ours) => theirs + ours == 0 ? null : 2.0 * Math.Min(theirs, ours) / (theirs + ours);

    private static int Words(IReadOnlyList<Turn> turns, bool isIn) => turns.Where(t => t.IsIn == isIn).Sum(t => Math.Min(t.Words, MostWords));
}
