namespace Inbox.Insights;

/// <summary>Sorts asks into groups, one after the other. An account of several teams counts for each of them.</summary>
/// <typeparam name="T">What is counted of a group.</typeparam>
/// <param name="scope">By what, and when.</param>
/// <param name="make">A group of a key.</param>
internal sealed class AskGroups<T>(ReportScope scope, Func<string?, T> make)
    where T : class
{
    private readonly AskGrouping _by = AskGrouping.Find(scope.GroupBy);
    private readonly Dictionary<string, T> _groups = [];
    private readonly T[] _one = new T[1];
    private Quarters<T>? _moments;
    private T? _unknown;
    private Pack? _pack;
    private IReadOnlyList<string> _teams = [];
    private T?[] _named = [];
    private T[]? _same;

    public IEnumerable<(string? Key, T Group)> All => _groups.Select(g => ((string?)g.Key, g.Value)).Concat(_unknown is null ? [] : [(null, _unknown)]);

    /// <summary>What follows is of this pack, whose account has these teams.</summary>
    public void Begin(Pack pack, IReadOnlyList<string> teams) => (_pack, _teams, _named, _same) = (pack, teams, new T?[pack.Names.Length], null);

    /// <summary>The groups of an ask of the pack; until the next one is asked for.</summary>
    public T[] Of(in PackedTalk talk, in PackedAsk ask)
    {
        if (_by.Name is { } name)
            _one[0] = Named(name(talk, ask));
        else if (_by.Moment is not null)
            _one[0] = (_moments ??= new(scope.Period, at => Of(_by.Moment(at, scope.Period))))[ask.AskedAt];
        else
            return _same ??= [.. _by.Keys(new() { Id = "", ConversationId = "", AccountId = _pack!.AccountId, Channel = _pack.Channel, Teams = _teams }, scope.Period).Select(Of)];
        return _one;
    }

    /// <summary>The groups of an ask that is in no pack.</summary>
    public IEnumerable<T> Of(ReceivedAsk ask) => _by.Keys(ask, scope.Period).Select(Of);

    private T Named(ushort name) => _named[name] ??= Of(_pack!.Names[name]);

    private T Of(string? key) => key is null ? _unknown ??= make(null) : _groups.TryGetValue(key, out var group) ? group : _groups[key] = make(key);
}
