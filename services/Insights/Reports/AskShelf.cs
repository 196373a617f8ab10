namespace Inbox.Insights;

/// <summary>
/// Orders of asks, kept from report to report as far as there is room. Asks of packs that are different by now are put in their places by each report; once one in sixteen is, all are sorted anew.
/// </summary>
/// <param name="few">Fewer asks are sorted each time, and so many may be different in any case.</param>
internal sealed class AskShelf(int few)
{
    private const int OneIn = 16;

    /// <summary>Enough for two million and a half answered asks.</summary>
    private const long Room = 64L << 20;

    private readonly Lock _gate = new(), _making = new();

    /// <summary>Those that were asked for last stand at the end.</summary>
    private readonly List<AskOrder> _kept = [];

    public AskShelf()
        : this(50_000)
    {
    }

    /// <summary>The order of most of the asks in packs.</summary>
    public AskOrder Of(IReadOnlyList<PackView> views)
    {
        var asks = views.Where(v => v.Pack.Number > 0).Sum(v => v.Pack.Asks.Length);
        if (asks < few)
            return AskOrder.None;
        if (Kept(views, asks) is { } order)
            return order;
        // One sorts them; those who asked meanwhile find them sorted.
        lock (_making)
            return Kept(views, asks) ?? Keep(AskOrder.Of(views));
    }

    private AskOrder? Kept(IReadOnlyList<PackView> views, int asks)
    {
        lock (_gate)
        {
            var at = _kept.FindIndex(o => o.Count / OneIn <= asks && views.Sum(v => o.Begin(v.Pack) < 0 || v.Pack.Number == 0 ? 0 : v.Pack.Asks.Length) >= asks - Math.Max(few, asks / OneIn));
            if (at < 0)
                return null;
            var found = _kept[at];
            _kept.RemoveAt(at);
            _kept.Add(found);
            return found;
        }
    }

    private AskOrder Keep(AskOrder made)
    {
        lock (_gate)
        {
            _kept.RemoveAll(o => o.IsWithin(made));
            _kept.Add(made);
            while (_kept.Sum(o => o.Bytes) > Room)
                _kept.RemoveAt(0);
        }
        return made;
    }
}
