namespace Inbox.Insights;

/// <summary>Persons of packs as they were at a moment, and which of them are different at another one.</summary>
internal sealed class KeptPersons
{
    private readonly Dictionary<long, (int Place, long Version)> _packs = [];

    /// <summary>The person of each conversation of each pack, one pack after the other; -1 where it is nobody's.</summary>
    private readonly int[] _whose;
    private readonly int[] _begin;
    private readonly PersonFacts _facts;
    private readonly Meetings? _meetings;

    private KeptPersons(IReadOnlyList<PackView> views, PersonFacts facts, Meetings? meetings)
    {
        (_facts, _meetings, _begin) = (facts, meetings, new int[views.Count + 1]);
        for (var i = 0; i < views.Count; i++)
        {
            _packs[views[i].Pack.Number] = (i, views[i].Pack.Version);
            _begin[i + 1] = _begin[i] + views[i].Count;
        }
        _whose = new int[_begin[^1]];
        Array.Fill(_whose, -1);
        for (var person = 0; person < facts.Persons.Count; person++)
            foreach (ref readonly var talk in facts.Persons[person])
                _whose[_begin[talk.View] + talk.Talk] = person;
    }

    public int Count => _facts.Persons.Count;

    public bool HasMeetings => _meetings is not null;

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => _facts.Bytes + (_meetings?.Bytes ?? 0) + 4L * _whose.Length;

    /// <summary>All that the packs say, also of conversations that are different by now: these are found by whoever asks.</summary>
    public static KeptPersons Of(IReadOnlyList<PackView> views, Carried? carried)
    {
        IReadOnlyList<PackView> all = [.. views.Where(v => v.Pack.Number > 0).Select(v => v with { Without = null })];
        var persons = Persons.Of(all);
        return new(all, PersonFacts.Of(all, persons), carried is null ? null : Meetings.Of(all, persons, new(carried)));
    }

    /// <summary>The people as they stand at the moment of the packs.</summary>
    /// <param name="views">All conversations at that moment.</param>
    /// <param name="carried">What began with our private answer to a comment, where that is asked for.</param>
    /// <param name="most">How many may be different.</param>
    /// <returns>Null when more are.</returns>
    public Crowd? With(IReadOnlyList<PackView> views, Carried? carried, int most)
    {
        var (same, gone, count, now) = (new PackView?[_begin.Length - 1], new bool[Count], 0, new List<(int View, int Talk)>());
        var at = new int[same.Length];
        for (var i = 0; i < views.Count; i++)
            if (_packs.TryGetValue(views[i].Pack.Number, out var pack) && pack.Version == views[i].Pack.Version)
                (same[pack.Place], at[pack.Place]) = (views[i], i);
            else
                for (var talk = 0; talk < views[i].Count; talk++)
                    if (views[i].HasPerson(talk))
                    {
                        now.Add((i, talk));
                        Go(_facts.Persons.Find(views[i].Pack.Talks[talk].Person) ?? -1);
                    }
        for (var place = 0; place < same.Length; place++)
            if (same[place] is not { } view)
                for (var i = _begin[place]; i < _begin[place + 1]; i++)
                    Go(_whose[i]);
            else
                foreach (var talk in view.Without ?? Enumerable.Empty<int>())
                    Go(talk < 0 ? -1 : _whose[_begin[place] + talk]);
        if (carried is not null)
            GoWith(same, carried.Except(_meetings!.Carried), Go);
        if (count > most)
            return null;
        for (var person = 0; count > 0 && person < gone.Length; person++)
            if (gone[person])
                foreach (ref readonly var talk in _facts.Persons[person])
                    if (same[talk.View] is { } view && view.Has(talk.Talk))
                        now.Add((at[talk.View], talk.Talk));
        return new([new(_facts, same, carried is null ? null : _meetings, count == 0 ? null : gone), .. now.Count == 0 ? [] : (CrowdPart[])[CrowdPart.Of(views, Persons.Of(views, now.Count, now), carried)]]);

        void Go(int person)
        {
            if (person >= 0 && !gone[person])
                (gone[person], count) = (true, count + 1);
        }
    }

    /// <summary>Whoever has a conversation that comes from another post than it did.</summary>
    private void GoWith(PackView?[] same, Carried others, Action<int> go)
    {
        for (var place = 0; others.Count > 0 && place < same.Length; place++)
            for (var talk = 0; same[place] is { } view && talk < view.Count; talk++)
                if (view.Pack.Talks[talk].Content == 0 && others.Of(view.Pack.Ids, talk) is not null)
                    go(_whose[_begin[place] + talk]);
    }
}
