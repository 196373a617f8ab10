namespace Inbox.Insights;

/// <summary>Answers that were counted, by the million. Their keys are hashes already, so each begins to look for its place where it says itself.</summary>
internal sealed class AnswerSet
{
    private ulong[] _places = new ulong[1 << 12];
    private int _count;

    /// <summary>Whether it was not there before.</summary>
    /// <param name="answer">As <see cref="PackKey"/> makes it, never 0.</param>
    public bool Add(ulong answer)
    {
        if (2 * _count >= _places.Length)
            Grow();
        ref var place = ref Place(_places, answer);
        if (place == answer)
            return false;
        (place, _count) = (answer, _count + 1);
        return true;
    }

    private void Grow()
    {
        var places = new ulong[4 * _places.Length];
        foreach (var answer in _places)
            if (answer != 0)
                Place(places, answer) = answer;
        _places = places;
    }

    private static ref ulong Place(ulong[] places, ulong answer)
    {
        var at = (int)answer & places.Length - 1;
        while (places[at] != 0 && places[at] != answer)
            at = at + 1 & places.Length - 1;
        return ref places[at];
    }
}
