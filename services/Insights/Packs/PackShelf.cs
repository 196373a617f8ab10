namespace Inbox.Insights;

/// <summary>Packs that were read, under their versions, as far as there is room: what nobody asked for longest goes first.</summary>
internal sealed class PackShelf
{
    /// <summary>Enough for a million conversations.</summary>
    private const long Room = 320L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, (Pack Pack, long Asked)> _packs = [];
    private long _bytes;
    private long _asked;

    /// <summary>The packs that are there in these versions.</summary>
    public Dictionary<long, Pack> Find(IEnumerable<(long Number, long Version)> wanted)
    {
        var found = new Dictionary<long, Pack>();
        lock (_gate)
            foreach (var (number, version) in wanted)
                if (_packs.TryGetValue(number, out var held) && held.Pack.Version == version)
                    found[number] = held.Pack;
        return found;
    }

    /// <summary>Keeps what was asked for last, as far as there is room.</summary>
    public void Keep(IEnumerable<Pack> asked)
    {
        lock (_gate)
        {
            _asked++;
            foreach (var pack in asked)
            {
                Drop(pack.Number);
                _packs[pack.Number] = (pack, _asked);
                _bytes += pack.Bytes;
            }
            if (_bytes <= Room)
                return;
            foreach (var (pack, _) in _packs.Values.OrderBy(p => p.Asked).ToList().TakeWhile(_ => _bytes > Room))
                Drop(pack.Number);
        }
    }

    private void Drop(long number)
    {
        if (_packs.Remove(number, out var held))
            _bytes -= held.Pack.Bytes;
    }
}
