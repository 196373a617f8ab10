namespace Inbox.Insights;

/// <summary>Counts conversations one after the other into a row of depth.</summary>
internal sealed class Depths
{
    private readonly SortedDictionary<int, int> _depths = [];
    private readonly List<double> _even = [];

    public void Add(in TurnCount turns)
    {
        _depths[turns.Depth] = _depths.GetValueOrDefault(turns.Depth) + 1;
        if (turns.Depth >= TurnCount.Conversation && turns.Reciprocity is { } even)
            _even.Add(even);
    }

    public DepthOfTalks Row(string? key)
    {
        var n = From(0);
        _even.Sort();
        return new()
        {
            Key = key,
            N = n,
            Monologues = n - From(1),
            Answered = From(1) - From(TurnCount.Conversation),
            Conversations = From(TurnCount.Conversation) - From(TurnCount.Exchange),
            Exchanges = From(TurnCount.Exchange),
            Talks = new(From(TurnCount.Conversation), n),
            Depths = [.. _depths.Select(d => new DepthCount(d.Key, d.Value))],
            Reciprocity = _even.Count == 0 ? null : (_even[(_even.Count - 1) / 2] + _even[_even.Count / 2]) / 2,
            ReciprocityN = _even.Count,
        };
    }

    private int From(int depth) => _depths.Where(d => d.Key >= depth).Sum(d => d.Value);
}
