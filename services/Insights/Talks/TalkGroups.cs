namespace Inbox.Insights;

/// <summary>Sorts conversations into groups, one after the other.</summary>
/// <typeparam name="T">What is counted of a group.</typeparam>
/// <param name="groupBy">By what.</param>
/// <param name="make">A group.</param>
internal sealed class TalkGroups<T>(string groupBy, Func<T> make)
    where T : class
{
    private readonly Func<TalkLabels, string?> _key = TalkGrouping.Find(groupBy);
    private readonly Dictionary<string, T> _groups = [];
    private T? _unknown;

    public IEnumerable<(string? Key, T Group)> All => _groups.Select(g => ((string?)g.Key, g.Value)).Concat(_unknown is null ? [] : [(null, _unknown)]);

    public T Of(TalkLabels labels) => _key(labels) is not { } key ? _unknown ??= make() : _groups.TryGetValue(key, out var group) ? group : _groups[key] = make();
}
