namespace Inbox.Insights;

/// <summary>
/// What is known of persons, kept from report to report as far as there is room, for each choice of accounts and their gaps. Persons about whom something is different from what is kept, as the packs
/// of the moment say, are worked out anew each time; when these become many, all are.
/// </summary>
/// <param name="few">So many may be different in any case; otherwise one in sixteen.</param>
internal sealed class PersonShelf(int few)
{
    private const int OneIn = 16;

    /// <summary>Enough for two million conversations.</summary>
    private const long Room = 192L << 20;

    private readonly Lock _gate = new(), _making = new();

    /// <summary>Those that were asked for last stand at the end.</summary>
    private readonly List<(string Accounts, KeptPersons Persons)> _kept = [];

    public PersonShelf()
        : this(2_000)
    {
    }

    /// <summary>The people of all conversations.</summary>
    /// <param name="views">All conversations, as of one moment.</param>
    /// <param name="carried">What began with our private answer to a comment, to know where people were met; null where that is not asked for.</param>
    public Crowd Of(IReadOnlyList<PackView> views, Carried? carried = null)
    {
        var accounts = string.Join('\n', views.Where(v => v.Pack.Number > 0).Select(v => (v.Pack.AccountId, v.Gap)).Distinct().OrderBy(a => a.AccountId, StringComparer.Ordinal));
        if (Kept(accounts, views, carried) is { } crowd)
            return crowd;
        // One makes them; those who asked meanwhile find them.
        lock (_making)
            return Kept(accounts, views, carried) ?? Keep(accounts, KeptPersons.Of(views, carried)).With(views, carried, int.MaxValue)!;
    }

    private Crowd? Kept(string accounts, IReadOnlyList<PackView> views, Carried? carried)
    {
        KeptPersons? found;
        lock (_gate)
        {
            var at = _kept.FindIndex(k => k.Accounts == accounts);
            if (at < 0)
                return null;
            var last = _kept[at];
            _kept.RemoveAt(at);
            _kept.Add(last);
            found = last.Persons;
        }
        return carried is not null && !found.HasMeetings ? null : found.With(views, carried, Math.Max(few, found.Count / OneIn));
    }

    private KeptPersons Keep(string accounts, KeptPersons made)
    {
        lock (_gate)
        {
            _kept.RemoveAll(k => k.Accounts == accounts);
            _kept.Add((accounts, made));
            while (_kept.Sum(k => k.Persons.Bytes) > Room)
                _kept.RemoveAt(0);
        }
        return made;
    }
}
