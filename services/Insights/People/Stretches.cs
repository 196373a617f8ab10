using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>The episodes of one person after the other; its lists are used again for each.</summary>
internal sealed class Stretches
{
    private readonly List<Episode> _episodes = [];
    private readonly List<Stretch> _all = [];

    /// <summary>Those of the person who was looked at last, in their order.</summary>
    public ReadOnlySpan<Stretch> All => CollectionsMarshal.AsSpan(_all);

    /// <summary>The episodes of conversations that one of them is made of.</summary>
    public ReadOnlySpan<Episode> EpisodesOf(Stretch stretch) => CollectionsMarshal.AsSpan(_episodes).Slice(stretch.From, stretch.Count);

    public void LookAt(ReadOnlySpan<TalkRef> talks)
    {
        _episodes.Clear();
        _all.Clear();
        foreach (var talk in talks)
            Episode.Add(talk, _episodes);
        if (talks.Length > 1)
            _episodes.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Talk.Id, b.Talk.Id));
        for (var i = 0; i < _episodes.Count; i++)
        {
            var e = _episodes[i];
            if (_all.Count > 0 && e.Start <= _all[^1].GapEnd)
                _all[^1] = _all[^1].With(e);
            else
                _all.Add(new(e.Start, e.End, e.GapEnd, e.Answered, i, 1));
        }
    }
}

/// <summary>An episode of a person: the episodes of all their conversations that no gap parts, on whatever channels.</summary>
/// <param name="Start">Its first human message.</param>
/// <param name="End">Its last human message.</param>
/// <param name="GapEnd">When the gap after it is over: from then on, what begins is a new episode. <see cref="long.MaxValue"/> while an ask is open.</param>
/// <param name="Answered">Whether an ask in it was answered; null where nothing was asked.</param>
/// <param name="From">The first of the conversations' episodes that it is made of.</param>
/// <param name="Count">How many these are.</param>
internal readonly record struct Stretch(long Start, long End, long GapEnd, bool? Answered, int From, int Count)
{
    public Stretch With(Episode next) => this with
    {
        End = Math.Max(End, next.End),
        GapEnd = Math.Max(GapEnd, next.GapEnd),
        Answered = Answered is null ? next.Answered : next.Answered is null ? Answered : Answered.Value || next.Answered.Value,
        Count = Count + 1,
    };
}
