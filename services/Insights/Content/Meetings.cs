namespace Inbox.Insights;

/// <summary>Counts, person by person, whom each post brought to us and what became of it: all that was said between them and us because of it, in the open and in private, is one exchange.</summary>
internal sealed class Meetings(IReadOnlyCollection<string> wanted, long now)
{
    private static readonly long SecondDateWithin = (long)TimeSpan.FromDays(30).TotalMilliseconds;
    private readonly Stretches _stretches = new();
    private readonly List<TalkRef> _here = [];

    public void Count(IReadOnlyList<PackView> views, Origins origins)
    {
        var persons = Persons.Of(views, origins.Of, isMetAtPosts: true);
        for (var person = 0; person < persons.Count; person++)
            LookAt(persons[person]);
    }

    private void LookAt(ReadOnlySpan<TalkRef> talks)
    {
        var date = (Is: false, Date: default(FirstDate));
        for (var i = 0; i < talks.Length; i++)
        {
            if (talks[i].Post is not { } post || WasBefore(talks[..i], post))
                continue;
            _here.Clear();
            foreach (var talk in talks)
                if (talk.Post == post)
                    _here.Add(talk);
            if (!_here.Exists(t => t.WroteIn(long.MinValue, long.MaxValue)))
                continue;
            if (!date.Is)
                date = (true, FirstDate.Of(talks, _stretches)!.Value);
            post.Add(TalkedAt(), _here.Exists(t => t.Labels.Who is { } who && wanted.Contains(who)), IsBack(date.Date, post));
        }
    }

    private static bool WasBefore(ReadOnlySpan<TalkRef> talks, PostCount post)
    {
        foreach (var talk in talks)
            if (talk.Post == post)
                return true;
        return false;
    }

    private long? TalkedAt()
    {
        var turns = new TurnCount();
        if (_here.Count > 1)
            foreach (var said in _here.SelectMany(t => t.Said.ToArray()).Where(s => s.IsHuman).OrderBy(s => s.At))
                turns.Add(said);
        else
            foreach (var said in _here[0].Said)
                if (said.IsHuman)
                    turns.Add(said);
        return turns.TalkedAt;
    }

    /// <summary>Null for whom we had met elsewhere, and for those who have not had the time.</summary>
    private bool? IsBack(FirstDate date, PostCount post)
    {
        if (date.First.GapEnd > now - SecondDateWithin)
            return null;
        foreach (ref readonly var episode in _stretches.EpisodesOf(date.First))
            if (episode.Talk.Post == post)
                return date.After <= SecondDateWithin && !date.IsRepeatProblem;
        return null;
    }
}
