namespace Inbox.Insights;

/// <summary>Who came back: began a new episode, wherever, after an earlier one had ended.</summary>
internal sealed class Returns(CrowdPart part)
{
    private readonly Stretches _stretches = new();
    private readonly PersonTalks _talks = new(part.Views);

    public bool IsOneIn(int person, long start, long end)
    {
        var isOurs = false;
        foreach (var later in part.Facts.LaterOf(person))
            if (later >> 1 >= start && later >> 1 < end)
            {
                if ((later & 1) == 1)
                    return true;
                isOurs = true;
            }
        return isOurs && Wrote(person, start, end);
    }

    /// <summary>An episode that our side began is a return once the person wrote.</summary>
    private bool Wrote(int person, long start, long end)
    {
        _stretches.LookAt(_talks.Of(part.Facts.Persons[person]));
        foreach (var stretch in _stretches.All[1..])
            if (stretch.Start >= start && stretch.Start < end)
                foreach (ref readonly var episode in _stretches.EpisodesOf(stretch))
                    if (episode.Talk.WroteIn(start, end))
                        return true;
        return false;
    }
}
