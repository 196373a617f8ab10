namespace Inbox.Insights;

/// <summary>All that one side said before the other one did (definitions: a maximal run of human messages by one side).</summary>
/// <param name="IsIn">Whether it was the person.</param>
/// <param name="From">Its first message.</param>
/// <param name="Words">The words of its messages together.</param>
internal sealed record Turn(bool IsIn, long From, int Words)
{
    /// <summary>The turns of messages in their order.</summary>
    public static IReadOnlyList<Turn> Of(IEnumerable<Said> said)
    {
        var turns = new List<Turn>();
        foreach (var s in said)
            if (turns.Count > 0 && turns[^1].IsIn == s.IsIn)
                turns[^1] = turns[^1] with { Words = turns[^1].Words + s.Words };
            else
                turns.Add(new(s.IsIn, s.At, s.Words));
        return turns;
    }

    /// <summary>D of the definitions: how often the side changes.</summary>
    public static int Depth(IReadOnlyList<Turn> turns) => Math.Max(0, turns.Count - 1);
}
