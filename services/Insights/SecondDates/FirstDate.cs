namespace Inbox.Insights;

/// <summary>A person's first episode and what became of them: facts from which second dates are counted.</summary>
/// <param name="First">Their first episode.</param>
/// <param name="Began">The conversation with which it began.</param>
/// <param name="ReturnAt">When the person wrote again after the gap; null while they did not.</param>
/// <param name="ReturnIn">In which conversation.</param>
/// <param name="IsPrompted">Whether something was sent to them before that.</param>
/// <param name="IsRepeatProblem">Whether they came back with a complaint, or with what had not been solved, within seven days after the gap.</param>
internal readonly record struct FirstDate(Stretch First, TalkRef Began, long? ReturnAt, TalkRef ReturnIn, bool IsPrompted, bool IsRepeatProblem)
{
    /// <summary>What comes so soon and is the same trouble is no second date.</summary>
    private static readonly long RepeatWithin = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    /// <summary>How long after the gap they came back.</summary>
    public long? After => ReturnAt - First.GapEnd;

    /// <summary>A person from all their conversations; null when they never said anything. What our side said before is no episode of theirs.</summary>
    public static FirstDate? Of(ReadOnlySpan<TalkRef> talks, Stretches stretches)
    {
        if (WroteAfter(talks, long.MinValue) is not { } wrote)
            return null;
        stretches.LookAt(talks);
        var first = stretches.All[0];
        foreach (var stretch in stretches.All)
            if (stretch.Start <= wrote.At && wrote.At <= stretch.End)
            {
                first = stretch;
                break;
            }
        var began = stretches.EpisodesOf(first)[0].Talk;
        if (first.GapEnd == long.MaxValue || WroteAfter(talks, first.GapEnd) is not { } back)
            return new(first, began, null, default, false, false);
        var isRepeat = back.At <= first.GapEnd + RepeatWithin && (back.In.Labels.Nature == "complaint" || IsUnsolved(stretches, first, back.In));
        return new(first, began, back.At, back.In, SentBetween(talks, first.End, back.At), isRepeat);
    }

    /// <summary>When the person first wrote after a time, and where.</summary>
    private static (long At, TalkRef In)? WroteAfter(ReadOnlySpan<TalkRef> talks, long after)
    {
        (long At, TalkRef In)? found = null;
        foreach (var talk in talks)
            foreach (var said in talk.Said)
                if (said.IsHuman && said.IsIn && said.At > after)
                {
                    if (found is not { } f || said.At < f.At || said.At == f.At && string.CompareOrdinal(talk.Id, f.In.Id) < 0)
                        found = (said.At, talk);
                    break;
                }
        return found;
    }

    private static bool SentBetween(ReadOnlySpan<TalkRef> talks, long after, long before)
    {
        foreach (var talk in talks)
            foreach (var said in talk.Said)
                if (said.IsSaid && !said.IsIn && said.At > after && said.At < before)
                    return true;
        return false;
    }

    /// <summary>Whether they came back with what had not been solved. Silence is no outcome: without one, only what was never answered is known to be unsolved.</summary>
    private static bool IsUnsolved(Stretches stretches, Stretch first, TalkRef back)
    {
        foreach (ref readonly var episode in stretches.EpisodesOf(first))
            if (IsSameTopic(episode.Talk, back) && (episode.Talk.Labels.Outcome is "nouse" or "lost" || episode.Talk.Labels.Outcome is null && first.Answered == false))
                return true;
        return false;
    }

    /// <summary>A direct message has no topic, so nothing is known to be the same there.</summary>
    private static bool IsSameTopic(TalkRef one, TalkRef other) =>
        one.Head.Content != 0 && one.View.Pack.AccountId == other.View.Pack.AccountId && one.View.Pack.Names[one.Head.Content] == other.View.Pack.Names[other.Head.Content]
        || one.Head.Subject != 0 && (one.IsSame(other) || one.Head.Subject == other.Head.Subject);
}
