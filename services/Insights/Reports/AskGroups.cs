namespace Inbox.Insights;

/// <summary>Sorts asks into groups, one after the other. An account of several teams counts for each of them.</summary>
/// <typeparam name="T">What is counted of a group.</typeparam>
internal sealed class AskGroups<T>(ReportScope scope, Func<T> make)
    where T : class
{
    private readonly AskGrouping _by = AskGrouping.Find(scope.GroupBy);
    private readonly Quarters<string> _moments = new(scope.Period, at => AskGrouping.Find(scope.GroupBy).Moment!(at, scope.Period));
    private readonly Dictionary<string, T> _groups = [];
    private T? _unknown;

    public IEnumerable<(string? Key, T Group)> All => _groups.Select(g => ((string?)g.Key, g.Value)).Concat(_unknown is null ? [] : [(null, _unknown)]);

    public void Add(ReceivedAsk ask, Action<T, ReceivedAsk> count)
    {
        if (_by.Facts is null)
            count(Of(Key(ask)), ask);
        else if (_by.Facts(ask) is { Count: > 0 } keys)
            foreach (var key in keys)
                count(Of(key), ask);
        else
            count(Of(null), ask);
    }

    /// <summary>Whether an ask is in the group of a key.</summary>
    public bool Has(ReceivedAsk ask, string? key) => _by.Facts is null ? Key(ask) == key : _by.Facts(ask) is { Count: > 0 } keys ? keys.Contains(key) : key is null;

    private string? Key(ReceivedAsk ask) => _by.Fact is { } fact ? fact(ask) : _moments[ask.AskedAt];

    private T Of(string? key) => key is null ? _unknown ??= make() : _groups.TryGetValue(key, out var group) ? group : _groups[key] = make();
}
