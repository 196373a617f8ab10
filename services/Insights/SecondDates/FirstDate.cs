namespace Inbox.Insights;

/// <summary>A person's first episode and what became of them: facts from which second dates are counted.</summary>
internal sealed record FirstDate
{
    /// <summary>What comes so soon and is the same trouble is no second date.</summary>
    private static readonly long RepeatWithin = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    public required Stretch First { get; init; }

    /// <summary>When the person wrote again after the gap, and in which conversation; null while they did not.</summary>
    public (long At, Talk In)? Return { get; init; }

    /// <summary>Whether something was sent to them before that.</summary>
    public bool IsPrompted { get; init; }

    /// <summary>Whether they came back with a complaint, or with what had not been solved, within seven days after the gap.</summary>
    public bool IsRepeatProblem { get; init; }

    /// <summary>How long after the gap they came back.</summary>
    public long? After => Return?.At - First.GapEnd;

    /// <summary>A person from all their conversations; null when they never said anything. What our side said before is no episode of theirs.</summary>
    public static FirstDate? Of(IReadOnlyCollection<Talk> talks)
    {
        var wrote = talks.SelectMany(t => t.Human.Where(s => s.IsIn)).Select(s => (long?)s.At).Min();
        if (wrote is null)
            return null;
        var first = Stretch.Of(talks).First(s => s.Start <= wrote && wrote <= s.End);
        var back = first.GapEnd == long.MaxValue ? null : talks
            .SelectMany(t => t.Human.Where(s => s.IsIn && s.At > first.GapEnd).Select(s => ((long At, Talk In)?)(s.At, t)))
            .OrderBy(r => r!.Value.At).ThenBy(r => r!.Value.In.Id, StringComparer.Ordinal).FirstOrDefault();
        return new()
        {
            First = first,
            Return = back,
            IsPrompted = back is { } b && talks.Any(t => t.Said.Exists(s => !s.IsIn && s.At > first.End && s.At < b.At)),
            IsRepeatProblem = back is { } r && r.At <= first.GapEnd + RepeatWithin && (r.In.Nature == "complaint" || first.Talks.Any(t => IsSameTopic(t, r.In) && IsUnsolved(t, first))),
        };
    }

    /// <summary>A direct message has no topic, so nothing is known to be the same there.</summary>
    private static bool IsSameTopic(Talk one, Talk other) =>
        one.ContentId is not null && one.ContentId == other.ContentId && one.AccountId == other.AccountId
        || !string.IsNullOrWhiteSpace(one.Subject) && (one.Id == other.Id || Topic.Bare(one.Subject) == Topic.Bare(other.Subject));

    /// <summary>Silence is no outcome: without one, only what was never answered is known to be unsolved.</summary>
    private static bool IsUnsolved(Talk talk, Stretch first) => talk.Outcome is "nouse" or "lost" || talk.Outcome is null && first.Answered == false;
}
