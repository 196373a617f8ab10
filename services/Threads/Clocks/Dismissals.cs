namespace Inbox.Threads;

/// <summary>Which asks staff ended without an answer: by saying so, or by closing the conversation while they stood open.</summary>
internal sealed class Dismissals
{
    private readonly Dictionary<string, long> _at = [];

    public static Dismissals Of(IReadOnlyList<ActRow> acts)
    {
        var found = new Dismissals();
        foreach (var act in acts.Where(a => a.UndoneAt is null).OrderBy(a => a.At).ThenBy(a => a.Id, StringComparer.Ordinal))
            found.Add(act);
        return found;
    }

    /// <summary>When the turn that these messages make was dismissed, or null.</summary>
    public long? At(IReadOnlyList<MessageFacts> turn)
    {
        foreach (var m in turn)
            if (_at.TryGetValue(m.Id, out var at))
                return at;
        return null;
    }

    private void Add(ActRow act)
    {
        var asks = Json.Read<ActData>(act.Data)?.Asks ?? [];
        if (act.Kind is ActKinds.Dismiss or ActKinds.Close)
            foreach (var ask in asks)
                _at.TryAdd(ask, act.At);
        else if (act.Kind is ActKinds.Undismiss or ActKinds.Reopen)
            foreach (var ask in asks)
                _at.Remove(ask);
    }
}
