namespace Inbox.Tests.Insights.Year;

/// <summary>The true figures of conversations and people, likewise.</summary>
internal sealed class YearPeopleTruth(YearFacts facts, long from, long to, long now)
{
    private const long Day = YearTime.Day;

    public static IReadOnlyDictionary<string, Func<YearTalk, string?>> Keys { get; } = new Dictionary<string, Func<YearTalk, string?>>
    {
        ["none"] = _ => null, ["account"] = t => t.Account.Id, ["channel"] = t => t.Account.Channel, ["nature"] = t => t.Nature, ["who"] = t => t.Who, ["why"] = t => t.Why, ["outcome"] = t => t.Outcome,
        ["likelyNature"] = t => t.Nature ?? (t.Suggested is { } s && s.Nature != "unknown" ? s.Nature : null),
    };

    public IEnumerable<object> Depth(string by)
    {
        foreach (var talks in facts.WithPeople.Where(t => t.Human.Any(w => In(w.At))).GroupBy(Keys[by]))
        {
            var depths = talks.Select(t => YearTurns.Depth(Until(t))).ToList();
            var even = talks.Select(Until).Where(w => YearTurns.Depth(w) >= 2).Select(YearTurns.Reciprocity).OfType<double>().Order().ToList();
            yield return new
            {
                key = talks.Key, n = depths.Count, monologues = depths.Count(d => d == 0), answered = depths.Count(d => d == 1), conversations = depths.Count(d => d is 2 or 3), exchanges = depths.Count(d => d >= 4),
                talks = YearShare.Of(depths, d => d >= 2), depths = depths.GroupBy(d => d).OrderBy(g => g.Key).Select(g => new { depth = g.Key, n = g.Count() }).ToList(),
                reciprocity = even.Count == 0 ? (double?)null : even.Count % 2 == 1 ? even[even.Count / 2] : (even[even.Count / 2 - 1] + even[even.Count / 2]) / 2, reciprocityN = even.Count,
            };
        }
    }

    public IEnumerable<object> People(string by)
    {
        var people = facts.WithPeople.GroupBy(t => t.Whose).Select(p => (p.Key, Back: CameBack([.. p]))).ToDictionary(p => p.Key, p => p.Back);
        foreach (var talks in facts.WithPeople.GroupBy(Keys[by]))
        {
            var wrote = talks.Where(t => t.Human.Any(w => !w.IsOurs && In(w.At))).GroupBy(t => t.Whose).ToList();
            if (wrote.Count > 0)
                yield return new
                {
                    key = talks.Key, n = wrote.Count, wrote = wrote.Count, wereAnswered = wrote.Count(p => p.Any(t => t.Asks.Any(a => In(a.At) && a.AnsweredAt is not null))), cameBack = wrote.Count(p => people[p.Key]),
                };
        }
    }

    public IEnumerable<object> SecondDates(string by)
    {
        foreach (var people in facts.WithPeople.GroupBy(t => t.Whose).Select(p => YearMeeting.Of([.. p])).OfType<YearMeeting>().Where(m => m.Ended is { } end && In(end)).GroupBy(m => Keys[by](m.Began)))
        {
            var mature = people.Where(m => m.GapEnd <= now - 30 * Day).ToList();
            var waits = people.Where(m => m.GapEnd <= now).Select(m => ((m.Back ?? now) - m.GapEnd!.Value, Happened: m.Back is not null && !m.IsRepeat)).ToList();
            var (answered, unanswered) = (mature.FindAll(m => m.WasAnswered == true), mature.FindAll(m => m.WasAnswered == false));
            yield return new
            {
                key = people.Key, n = mature.Count, returned = YearShare.Of(mature, IsBack), spontaneous = YearShare.Of(mature, m => IsBack(m) && !m.WasPrompted), prompted = YearShare.Of(mature, m => IsBack(m) && m.WasPrompted),
                repeatProblems = YearShare.Of(mature, m => m.Back - m.GapEnd <= 30 * Day && m.IsRepeat), answered = YearShare.Of(answered, IsBack), unanswered = YearShare.Of(unanswered, IsBack),
                difference = answered.Count == 0 || unanswered.Count == 0 ? (double?)null : (double)answered.Count(IsBack) / answered.Count - (double)unanswered.Count(IsBack) / unanswered.Count,
                immature = people.Count() - mature.Count,
                expected = waits.Count < 5 ? null : new { n = waits.Count, share = YearCurve.Happened(waits, 30 * Day), isAtLeast = waits.Max(w => w.Item1) < 30 * Day },
            };
        }
    }

    public IEnumerable<object> Context(string by)
    {
        foreach (var talks in facts.Talks.Where(t => In(t.BeganAt)).GroupBy(Keys[by]))
        {
            var reviewed = talks.SelectMany(Reviews)
                .Where(r => r.Suggested != "unknown" && r.Given is not null).ToList();
            yield return new
            {
                key = talks.Key, n = talks.Count(), coverage = YearShare.Of(talks.ToList(), t => t is { Who: not null, Why: not null, Nature: not null, Topic: not null }),
                outcomes = YearShare.Of(talks.ToList(), t => t.Outcome is not null), natureSaid = YearShare.Of(talks.ToList(), t => t.Nature is not null),
                whoSaid = YearShare.Of(talks.ToList(), t => t.Who is not null), whySaid = YearShare.Of(talks.ToList(), t => t.Why is not null), topicSaid = YearShare.Of(talks.ToList(), t => t.Topic is not null), agreement = YearShare.Of(reviewed, r => r.Suggested == r.Given),
                whoAgreement = YearShare.Of(reviewed.FindAll(r => r.Kind == "who"), r => r.Suggested == r.Given), whyAgreement = YearShare.Of(reviewed.FindAll(r => r.Kind == "why"), r => r.Suggested == r.Given),
                natureAgreement = YearShare.Of(reviewed.FindAll(r => r.Kind == "nature"), r => r.Suggested == r.Given),
                sentimentAgreement = Kept(talks, t => t.SuggestedFelt.Sentiment, t => t.Sentiment), languageAgreement = Kept(talks, t => t.SuggestedFelt.Language, t => t.Language),
            };
        }
    }

    public static bool IsBack(YearMeeting meeting) => meeting.Back - meeting.GapEnd <= 30 * Day && !meeting.IsRepeat;

    /// <summary>Whether the person began to write again in the period, after an earlier stretch in which they had written was over.</summary>
    private bool CameBack(List<YearTalk> talks) => YearStretch.Of(talks).Where(s => s.TheirFirst is not null).Skip(1).Any(s => In(s.TheirFirst!.Value));

    private static IEnumerable<(string Kind, string Suggested, string? Given)> Reviews(YearTalk talk) =>
        talk.Suggested is { } s ? [("who", s.Who, talk.Who), ("why", s.Why, talk.Why), ("nature", s.Nature, talk.Nature)] : [];

    /// <summary>Of the conversations for which something was suggested and staff said something of it, those in which both are the same.</summary>
    private static object Kept(IEnumerable<YearTalk> talks, Func<YearTalk, string?> suggested, Func<YearTalk, string?> given) =>
        YearShare.Of(talks.Where(t => t.Suggested is not null && suggested(t) is not (null or "unknown") && given(t) is not null).ToList(), t => suggested(t) == given(t));

    private List<YearWord> Until(YearTalk talk) => [.. talk.Human.Where(w => w.At < to)];

    private bool In(long at) => at >= from && at < to;
}

/// <summary>Who spoke after whom, and how much.</summary>
internal static class YearTurns
{
    public static int Depth(List<YearWord> words) => words.Skip(1).Zip(words).Count(pair => pair.First.IsOurs != pair.Second.IsOurs);

    /// <summary>The word with which it became a conversation: the third turn's first.</summary>
    public static long? TalkedAt(List<YearWord> words) => words.Skip(1).Zip(words).Where(pair => pair.First.IsOurs != pair.Second.IsOurs).Skip(1).Select(pair => (long?)pair.First.At).FirstOrDefault();

    /// <summary>Of the words of both sides, twice the smaller part; a turn has two hundred at most.</summary>
    public static double? Reciprocity(List<YearWord> words)
    {
        double theirs = 0, ours = 0;
        for (var i = 0; i < words.Count;)
        {
            var (side, turn) = (words[i].IsOurs, 0);
            for (; i < words.Count && words[i].IsOurs == side; i++)
                turn += words[i].Words;
            (theirs, ours) = side ? (theirs, ours + Math.Min(turn, 200)) : (theirs + Math.Min(turn, 200), ours);
        }
        return theirs + ours == 0 ? null : 2 * Math.Min(theirs, ours) / (theirs + ours);
    }
}
