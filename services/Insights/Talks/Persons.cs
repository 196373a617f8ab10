using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>The conversations of each person together.</summary>
internal sealed class Persons
{
    private readonly TalkRef[] _talks;
    private readonly int[] _ends;

    private Persons(TalkRef[] talks, int[] ends) => (_talks, _ends) = (talks, ends);

    public int Count => _ends.Length;

    public ReadOnlySpan<TalkRef> this[int person] => _talks.AsSpan((person == 0 ? 0 : _ends[person - 1]).._ends[person]);

    public static Persons Of(IReadOnlyList<PackView> views) => Of(views, (_, _) => null, isMetAtPosts: false);

    /// <summary>All conversations of persons.</summary>
    /// <param name="views">Where they are.</param>
    /// <param name="post">The post that each comes from.</param>
    /// <param name="isMetAtPosts">Whether only persons count who have one that comes from a post.</param>
    public static Persons Of(IReadOnlyList<PackView> views, Func<PackView, int, PostCount?> post, bool isMetAtPosts)
    {
        var (numbers, found, whose) = (new Dictionary<ulong, int>(), new List<TalkRef>(), new List<int>());
        var met = isMetAtPosts ? Each(views).Where(t => post(t.View, t.Talk) is not null).Select(t => t.Head.Person).ToHashSet() : null;
        foreach (var talk in Each(views))
        {
            if (met is not null && !met.Contains(talk.Head.Person))
                continue;
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, talk.Head.Person, out var isKnown);
            if (!isKnown)
                number = numbers.Count - 1;
            found.Add(talk with { Post = post(talk.View, talk.Talk) });
            whose.Add(number);
        }
        var places = new int[numbers.Count + 1];
        foreach (var number in whose)
            places[number + 1]++;
        for (var i = 1; i < places.Length; i++)
            places[i] += places[i - 1];
        var sorted = new TalkRef[found.Count];
        for (var i = 0; i < sorted.Length; i++)
            sorted[places[whose[i]]++] = found[i];
        return new(sorted, places[..^1]);
    }

    private static IEnumerable<TalkRef> Each(IReadOnlyList<PackView> views)
    {
        foreach (var view in views)
            for (var talk = 0; talk < view.Count; talk++)
                if (view.HasPerson(talk))
                    yield return new(view, talk);
    }
}
