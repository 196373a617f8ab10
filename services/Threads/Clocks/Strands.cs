namespace Inbox.Threads;

/// <summary>
/// What staff merged keeps its own times (definitions.md): until the merge, what was written in one part concerned that part alone. Conversations that joined
/// by themselves were one all along, whichever mail came first.
/// </summary>
internal sealed class Strands
{
    private readonly List<(long At, HashSet<string> Moved)> _merges;

    private Strands(List<(long At, HashSet<string> Moved)> merges) => _merges = merges;

    public static Strands Of(IReadOnlyList<ActRow> acts) =>
        new([.. acts.Where(a => a is { Kind: ActKinds.Merge, UndoneAt: null, StaffId: not null }).OrderBy(a => a.Id, StringComparer.Ordinal)
            .Select(a => (a.At, Json.Read<ActData>(a.Data)?.Moved?.ToHashSet() ?? []))]);

    /// <summary>The part in which a message came: for each merge, whether it moved the message.</summary>
    public string PartOf(MessageFacts m) => _merges.Count == 0 ? "" : string.Concat(_merges.Select(merge => merge.Moved.Contains(m.Answers ?? m.Id) ? '1' : '0'));

    /// <summary>Whether what arrived in one part at that time was said in the other one too: every merge that brought the two together had been.</summary>
    public bool AreOne(string part, string other, long arrivedAt)
    {
        for (var i = 0; i < _merges.Count; i++)
            if (part[i] != other[i] && arrivedAt <= _merges[i].At)
                return false;
        return true;
    }
}
