namespace Inbox.Insights;

/// <summary>Sorts asks into groups, one after the other. An account of several teams counts for each of them.</summary>
/// <typeparam name="T">What is counted of a group.</typeparam>
/// <param name="scope">By what, and when.</param>
/// <param name="make">A group of a key.</param>
internal sealed class AskGroups<T>(ReportScope scope, Func<string?, T> make)
    where T : class
{
    private readonly AskGrouping _by = AskGrouping.Find(scope.GroupBy);
    private readonly Dictionary<string, AskCell<T>> _groups = [], _several = [];
    private Quarters<AskCell<T>>? _moments;
    private AskCell<T>? _unknown, _same, _elsewhere;
    private Pack? _pack;
    private IReadOnlyList<string> _teams = [];
    private AskCell<T>?[] _named = [];
    private int _cells;

    public IEnumerable<(string? Key, T Group)> All => _groups.Select(g => ((string?)g.Key, g.Value.Groups[0])).Concat(_unknown is null ? [] : [(null, _unknown.Groups[0])]);

    /// <summary>What follows is of this pack, whose account has these teams.</summary>
    public void Begin(Pack pack, IReadOnlyList<string> teams) => (_pack, _teams, _named, _same) = (pack, teams, new AskCell<T>?[pack.Names.Length], null);

    /// <summary>Whether an open ask counts for its groups. Those of a time are about what was received in it; everybody else waits, however long ago they asked.</summary>
    public bool CountsWaiting(in PackedAsk ask) => _by.Moment is null || ask.AskedAt >= scope.Period.Start;

    /// <summary>The groups of an ask of the pack.</summary>
    public AskCell<T> Of(in PackedTalk talk, in PackedAsk ask)
    {
        if (_by.Name is { } name)
            return Named(name(talk, ask));
        if (_by.Moment is not null)
            return (_moments ??= new(scope.Period, at => One(_by.Moment(at, scope.Period))))[ask.AskedAt];
        return _same ??= Several(_by.Keys(new() { Id = "", ConversationId = "", AccountId = _pack!.AccountId, Channel = _pack.Channel, Teams = _teams }, scope.Period));
    }

    /// <summary>The groups of an ask that is in no pack.</summary>
    public AskCell<T> Of(ReceivedAsk ask) => Several(_by.Keys(ask, scope.Period));

    private AskCell<T> Named(ushort name) => name == AskGrouping.ElsewhereName ? _elsewhere ??= One(AskGrouping.Elsewhere) : _named[name] ??= One(_pack!.Names[name] is var known and not Natures.Unknown ? known : null);

    private AskCell<T> Several(IReadOnlyList<string?> keys) =>
        keys is [var key] ? One(key) : _several.TryGetValue(string.Join('\n', keys), out var cell) ? cell : _several[string.Join('\n', keys)] = Cell([.. keys.Select(k => One(k).Groups[0])]);

    private AskCell<T> One(string? key) => key is null ? _unknown ??= Cell([make(null)]) : _groups.TryGetValue(key, out var cell) ? cell : _groups[key] = Cell([make(key)]);

    private AskCell<T> Cell(T[] groups) => new(_cells++, groups);
}
