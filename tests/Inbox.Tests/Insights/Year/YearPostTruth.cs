namespace Inbox.Tests.Insights.Year;

/// <summary>The true figures of posts and accounts, likewise.</summary>
internal sealed class YearPostTruth(YearFacts facts, IReadOnlyList<YearAccount> accounts, long from, long to, long now)
{
    private const long Day = YearTime.Day, Week = 7 * Day;
    private static readonly string[] Wanted = ["prospect", "customer", "former", "influencer"];

    public IEnumerable<object> Channels(bool isWorkday = false)
    {
        foreach (var account in accounts)
        {
            var (end, posts) = (Math.Min(to, now), facts.Posts.FindAll(p => p.Account == account));
            var mature = posts.FindAll(p => p.At >= end - 8 * Week && p.At <= end - Week);
            var heard = mature.Count(p => Relevant(p).Any(at => at <= p.At + Week));
            var last = posts.SelectMany(Relevant).Where(at => at < end).Select(at => (long?)at).Max();
            var ours = facts.Talks.Where(t => t.Account == account).SelectMany(t => t.Said).Where(w => w is { IsOurs: true, IsHuman: true, IsSticker: false, IsFailed: false, IsElsewhere: false } && In(w.At)).ToList();
            var published = posts.FindAll(p => In(p.At));
            var given = facts.PrivateReplies.FindAll(r => r.Account == account && In(r.At));
            yield return new
            {
                key = account.Id, channel = account.Channel, n = mature.Count, listening = YearShare.Of(heard, mature.Count), verdict = Verdict(heard, mature.Count),
                postsSinceRelevant = posts.Count(p => p.At < end && !(p.At <= last)), lastRelevantAt = last is { } at ? YearTime.Utc(at) : (DateTimeOffset?)null,
                questions = facts.Asks.Where(a => a.Talk.Account == account && In(a.At)).ToList() is { Count: > 0 } asks ? YearTruth.Answered(asks, now, isWorkday) : YearShare.Of(0, 0),
                oneToOne = YearShare.Of(ours.Count, ours.Count + published.Count),
                weeks = ours.Select(w => (Week: YearTime.Week(w.At), IsPost: false)).Concat(published.Select(p => (YearTime.Week(p.At), true))).GroupBy(w => w.Item1).OrderBy(w => w.Key, StringComparer.Ordinal)
                    .Select(w => new { week = w.Key, oneToOne = YearShare.Of(w.ToList(), x => !x.Item2) }).ToList(),
                carriedToPrivate = YearShare.Of(given.FindAll(r => r is { IsRefused: false, IsLost: false }), r => r.AnsweredAt <= r.At + Week), refused = given.Count(r => r.IsRefused), notSent = given.Count(r => r.IsLost),
            };
        }
    }

    public IEnumerable<object> OneToOne() =>
        from account in accounts
        from week in facts.Talks.Where(t => t.Account == account).SelectMany(t => t.Said).Where(w => w is { IsOurs: true, IsHuman: true, IsSticker: false, IsFailed: false, IsElsewhere: false } && In(w.At)).Select(w => (w.At, IsPost: false))
            .Concat(facts.Posts.Where(p => p.Account == account && In(p.At)).Select(p => (p.At, IsPost: true))).GroupBy(w => YearTime.Week(w.At))
        select new { key = $"{account.Id}/{week.Key}", n = week.Count(), accountId = account.Id, week = week.Key, oneToOne = YearShare.Of(week.ToList(), w => !w.IsPost) };

    public IEnumerable<object> Content(bool isWorkday = false)
    {
        var ranked = facts.Posts.Where(p => p.At < to).OrderByDescending(p => p.At).Take(30).ToList();
        foreach (var post in facts.Posts.Where(p => In(p.At)))
        {
            var talks = From(post);
            var dates = facts.WithPeople.GroupBy(t => t.Whose).Select(p => YearMeeting.Of([.. p])).OfType<YearMeeting>()
                .Where(m => m.GapEnd <= now - 30 * Day && m.First.Talks.Exists(t => t.Origin == post && t.Human.Any(m.First.Has))).ToList();
            yield return new
            {
                key = $"{post.Account.Id}/{post.Id}", accountId = post.Account.Id, contentId = post.Id, title = post.Title, url = $"https://page.example/{post.Id}", at = YearTime.Utc(post.At), own = true, removed = false,
                comments = Comments(post), people = People(post).Count(), n = People(post).Count(), talks = People(post).Count(p => TalkedAt(p) is not null), relevant = Relevant(post).Count(),
                questions = YearTruth.Answered(talks.SelectMany(t => t.Asks), now, isWorkday), secondDates = YearShare.Of(dates, YearPeopleTruth.IsBack),
                outcomes = talks.GroupBy(t => t.Outcome).OrderByDescending(o => o.Count()).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => new { outcome = o.Key, n = o.Count() }).ToList(),
                kittenGap = ranked.Contains(post) ? ranked.Count(o => Comments(o) > Comments(post)) - ranked.Count(o => Relevant(o).Count() > Relevant(post).Count()) : (int?)null,
            };
        }
    }

    /// <summary>When each person whom we want to reach and who talked with us because of a post began to: in the open and in private is one talk.</summary>
    private IEnumerable<long> Relevant(YearPost post) => People(post).Where(p => p.Any(t => Wanted.Contains(t.Who))).Select(TalkedAt).OfType<long>();

    private static long? TalkedAt(IEnumerable<YearTalk> talks) => YearTurns.TalkedAt([.. talks.SelectMany(t => t.Human).OrderBy(w => w.At)]);

    private IEnumerable<IGrouping<YearPerson, YearTalk>> People(YearPost post) => From(post).GroupBy(t => t.Whose).Where(p => p.Any(t => t.Human.Any(w => !w.IsOurs)));

    private List<YearTalk> From(YearPost post) => [.. facts.WithPeople.Where(t => t.Origin == post)];

    /// <summary>Whatever is in them, and whoever wrote them.</summary>
    private int Comments(YearPost post) => facts.Talks.Where(t => t.Post == post).SelectMany(t => t.Said).Count(w => w.IsComment);

    private static string Verdict(int k, int n) => n < 10 ? "tooEarly" : (double)YearShare.Of(k, n).GetType().GetProperty("high")!.GetValue(YearShare.Of(k, n))! < 0.15 ? "nobody" : k == 0 ? "unclear" : "somebody";

    private bool In(long at) => at >= from && at < to;
}
