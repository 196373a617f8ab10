namespace Inbox.Insights;

/// <summary>Finds whom posts brought to us, one person after the other; its lists are used again for each.</summary>
internal sealed class MeetingsOfOne
{
    private readonly Stretches _stretches = new();
    private readonly List<TalkRef> _here = [];

    public delegate void Met(int post, long? talkedAt, IReadOnlyList<string> who, FirstDate date, bool? isBack);

    public void LookAt(Span<TalkRef> talks, PostNumbers posts, Met met)
    {
        foreach (ref var talk in talks)
            talk = talk with { Post = posts.Of(talk.View, talk.Talk) };
        FirstDate? date = null;
        for (var i = 0; i < talks.Length; i++)
        {
            var post = talks[i].Post;
            if (post == 0 || IsAmong(talks[..i], post))
                continue;
            _here.Clear();
            foreach (var talk in talks)
                if (talk.Post == post)
                    _here.Add(talk);
            if (!_here.Exists(t => t.WroteIn(long.MinValue, long.MaxValue)))
                continue;
            date ??= FirstDate.Of(talks, _stretches)!.Value;
            met(post, TalkedAt(), Who(), date.Value, IsBack(date.Value, post));
        }
    }

    private static bool IsAmong(ReadOnlySpan<TalkRef> talks, int post)
    {
        foreach (ref readonly var talk in talks)
            if (talk.Post == post)
                return true;
        return false;
    }

    private string[] Who() => [.. _here.Select(t => t.Labels.Who).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private long? TalkedAt()
    {
        var turns = new TurnCount();
        if (_here.Count > 1)
            foreach (var said in _here.OrderBy(t => t.Id, StringComparer.Ordinal).SelectMany(t => t.Said.ToArray()).Where(s => s.IsHuman).OrderBy(s => s.At))
                turns.Add(said);
        else
            foreach (var said in _here[0].Said)
                if (said.IsHuman)
                    turns.Add(said);
        return turns.TalkedAt;
    }

    /// <summary>Null for whom we had met elsewhere.</summary>
    private bool? IsBack(FirstDate date, int post)
    {
        foreach (ref readonly var episode in _stretches.EpisodesOf(date.First))
            if (episode.Talk.Post == post)
                return Meetings.IsInTime(date);
        return null;
    }
}
