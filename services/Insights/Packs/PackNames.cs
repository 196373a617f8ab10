namespace Inbox.Insights;

/// <summary>The names in a pack, each once.</summary>
internal sealed class PackNames
{
    private readonly Dictionary<string, ushort> _numbers = [];
    private readonly List<string?> _all = [null];

    public IReadOnlyList<string?> All => _all;

    public ushort Of(string? name)
    {
        if (name is null)
            return 0;
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers[name] = number = checked((ushort)_all.Count);
            _all.Add(name);
        }
        return number;
    }
}
