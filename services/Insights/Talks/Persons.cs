using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>The conversations of each person together.</summary>
internal sealed class Persons
{
    private readonly Dictionary<ulong, int> _numbers;
    private readonly PersonTalk[] _talks;
    private readonly int[] _ends;

    private Persons(Dictionary<ulong, int> numbers, PersonTalk[] talks, int[] ends) => (_numbers, _talks, _ends) = (numbers, talks, ends);

    public int Count => _ends.Length;

    /// <summary>The conversations of all.</summary>
    public int Talks => _talks.Length;

    public ReadOnlySpan<PersonTalk> this[int person] => _talks.AsSpan(First(person).._ends[person]);

    /// <summary>Where the conversations of a person begin among all.</summary>
    public int First(int person) => person == 0 ? 0 : _ends[person - 1];

    public ref readonly PersonTalk Talk(int number) => ref _talks[number];

    /// <summary>The number of a person; null for somebody who is not here.</summary>
    public int? Find(ulong person) => _numbers.TryGetValue(person, out var number) ? number : null;

    /// <summary>All conversations with persons.</summary>
    public static Persons Of(IReadOnlyList<PackView> views) => Of(views, views.Sum(v => v.Count), Each(views));

    /// <param name="views">The packs.</param>
    /// <param name="most">No more than so many follow.</param>
    /// <param name="talks">Conversations in them.</param>
    public static Persons Of(IReadOnlyList<PackView> views, int most, IEnumerable<(int View, int Talk)> talks)
    {
        var (numbers, found, whose, count) = (new Dictionary<ulong, int>(), new PersonTalk[most], new int[most], 0);
        foreach (var (view, talk) in talks)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, views[view].Pack.Talks[talk].Person, out var isKnown);
            if (!isKnown)
                number = numbers.Count - 1;
            (found[count], whose[count]) = (PersonTalk.Of(views[view], view, talk), number);
            count++;
        }
        var places = new int[numbers.Count + 1];
        foreach (var number in whose.AsSpan(0, count))
            places[number + 1]++;
        for (var i = 1; i < places.Length; i++)
            places[i] += places[i - 1];
        var sorted = new PersonTalk[count];
        for (var i = 0; i < count; i++)
            sorted[places[whose[i]]++] = found[i];
        return new(numbers, sorted, places[..^1]);
    }

    private static IEnumerable<(int View, int Talk)> Each(IReadOnlyList<PackView> views)
    {
        for (var view = 0; view < views.Count; view++)
            for (var talk = 0; talk < views[view].Count; talk++)
                if (views[view].HasPerson(talk))
                    yield return (view, talk);
    }
}
