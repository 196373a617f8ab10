namespace Inbox.Tests.Insights.Year;

/// <summary>
/// A stretch of somebody's time with us: every word keeps it going for G, every question until it ends, and what touches is one. So neither a gap while somebody waits nor another channel ends it.
/// </summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">The end of the gap after it; null while somebody waits.</param>
/// <param name="Talks">The conversations that were on in it.</param>
internal sealed record YearStretch(long From, long? To, List<YearTalk> Talks)
{
    /// <summary>Its last human message.</summary>
    public long Last => Words.Max(w => w.At);

    /// <summary>The person's first word in it.</summary>
    public long? TheirFirst => Words.Where(w => !w.IsOurs).Min(w => (long?)w.At);

    public IEnumerable<YearWord> Words => Talks.SelectMany(t => t.Human).Where(Has);

    public IEnumerable<YearAsk> Asks => Talks.SelectMany(t => t.Asks).Where(a => Has(a.Asked));

    public bool Has(YearWord word) => word.At >= From && !(word.At > To);

    public static List<YearStretch> Of(List<YearTalk> talks)
    {
        var kept = talks.SelectMany(t => t.Human.Select(w => (w.At, Until: (long?)w.At + t.Account.Gap, Talk: t)).Concat(t.Asks.Select(a => (a.At, Until: a.EndedAt, Talk: t)))).OrderBy(k => k.At).ToList();
        var all = new List<YearStretch>();
        foreach (var (at, until, talk) in kept)
            if (all.Count > 0 && !(at > all[^1].To))
                all[^1] = all[^1] with { To = all[^1].To is { } to && until is { } u ? Math.Max(to, u) : null, Talks = [.. all[^1].Talks.Union([talk])] };
            else
                all.Add(new(at, until, [talk]));
        return all;
    }
}

/// <summary>How we met somebody, and whether they came back.</summary>
internal sealed record YearMeeting(YearStretch First, List<YearTalk> Talks)
{
    /// <summary>The conversation with which it began.</summary>
    public YearTalk Began => First.Talks.MinBy(t => t.Human.Where(First.Has).Min(w => (long?)w.At) ?? long.MaxValue)!;

    public long? GapEnd => First.To;

    /// <summary>When it ended; null while they wait.</summary>
    public long? Ended => GapEnd is null ? null : First.Last;

    public bool? WasAnswered => First.Asks.ToList() is { Count: > 0 } asks ? asks.Exists(a => a.AnsweredAt is not null) : null;

    public long? Back => Return?.Word.At;

    public bool WasPrompted => Back is { } back && Talks.SelectMany(t => t.Said).Any(w => w is { IsOurs: true, IsFailed: false } && w.At > First.Last && w.At < back);

    /// <summary>Within a week after the gap a complaint, or the same once more that was not solved, is no second date.</summary>
    public bool IsRepeat => Return is { } back && back.Word.At <= GapEnd + 7 * YearTime.Day && (back.Talk.Nature == "complaint" || First.Talks.Exists(t => IsUnsolved(t) && IsSame(t, back.Talk)));

    public static YearMeeting? Of(List<YearTalk> talks) => YearStretch.Of(talks).Find(s => s.TheirFirst is not null) is { } first ? new(first, talks) : null;

    private (YearWord Word, YearTalk Talk)? Return =>
        Talks.SelectMany(t => t.Human.Where(w => !w.IsOurs && w.At > GapEnd).Select(w => ((YearWord, YearTalk)?)(w, t))).OrderBy(w => w!.Value.Item1.At).FirstOrDefault();

    private bool IsUnsolved(YearTalk talk) => talk.Outcome is "nouse" or "lost" || talk.Outcome is null && WasAnswered == false;

    private static bool IsSame(YearTalk one, YearTalk other) => one.Post is not null && one.Post == other.Post || one.Subject is not null && one.Subject == other.Subject;
}
