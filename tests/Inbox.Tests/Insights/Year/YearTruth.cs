using System.Globalization;

namespace Inbox.Tests.Insights.Year;

/// <summary>
/// The true figures of asks, by arithmetic of its own after the definitions: everything is looked at anew for each figure, nothing is remembered, and nothing of the product is asked.
/// </summary>
/// <param name="facts">What truly happened.</param>
/// <param name="from">The period's beginning.</param>
/// <param name="to">Its end.</param>
/// <param name="now">When one asks.</param>
internal sealed class YearTruth(YearFacts facts, long from, long to, long now)
{
    private const long Day = YearTime.Day;

    /// <summary>By what asks can be counted.</summary>
    public static IReadOnlyDictionary<string, Func<YearAsk, IEnumerable<string?>>> AskKeys { get; } = new Dictionary<string, Func<YearAsk, IEnumerable<string?>>>
    {
        ["none"] = _ => [null],
        ["account"] = a => [a.Talk.Account.Id],
        ["channel"] = a => [a.Talk.Account.Channel],
        ["team"] = a => a.Talk.Account.Teams is { Length: > 0 } teams ? teams : (string?[])[null],
        ["staff"] = a => [a.AnsweredAt is null ? null : a.AnsweredBy ?? "elsewhere"],
        ["owner"] = a => [a.Owner],
        ["nature"] = a => [a.Talk.Nature],
        ["likelyNature"] = a => [a.Talk.Nature ?? (a.Talk.Suggested is { } s && s.Nature != "unknown" ? s.Nature : null)],
        ["hour"] = a => [$"{YearTime.Local(a.At):HH}"],
        ["weekday"] = a => [$"{YearTime.Weekday(YearTime.Local(a.At))}"],
        ["day"] = a => [$"{YearTime.Local(a.At):yyyy-MM-dd}"],
        ["week"] = a => [YearTime.Week(a.At)],
        ["month"] = a => [$"{YearTime.Local(a.At):yyyy-MM}"],
    };

    public IEnumerable<object> ResponseTimes(string by)
    {
        var before = Groups(Received(from - (to - from), from), by).ToLookup(g => g.Key, g => g.Asks);
        var open = Groups(facts.Asks.Where(a => a.EndedAt is null && a.At < to && (a.At >= from || by is not ("hour" or "weekday" or "day" or "week" or "month"))), by).ToLookup(g => g.Key, g => g.Asks);
        var received = Groups(Received(from, to), by).ToList();
        foreach (var (key, asks) in received.Concat(open.Select(o => o.Key).Except(received.Select(g => g.Key)).Select(key => (key, new List<YearAsk>()))))
        {
            var waiting = open[key].SelectMany(o => o).ToList();
            var (first, next) = (asks.FindAll(a => a.First), asks.FindAll(a => !a.First));
            var worked = asks.FindAll(a => a.AnsweredAt is not null && a.Talk.Account.Hours is not null);
            var judged = Judged(asks);
            yield return new
            {
                key, n = asks.Count, answered = asks.Count(a => a.AnsweredAt is not null), dismissed = asks.Count(a => a.DismissedAt is not null), withdrawn = asks.Count(a => a.WithdrawnAt is not null),
                waiting = waiting.Count, longestWaitMs = waiting.Max(a => (long?)(now - a.At)),
                calendar = Calendar(asks), first = Calendar(first), next = Calendar(next), working = Working(asks), firstWorking = Working(first), nextWorking = Working(next),
                outsideHours = YearShare.Of(worked, a => !a.Talk.Account.Hours!.Has(a.AnsweredAt!.Value)),
                inTarget = InTarget(judged), firstInTarget = InTarget(judged.FindAll(a => a.First)), nextInTarget = InTarget(judged.FindAll(a => !a.First)),
                conversations = asks.Count < 5 ? asks.OrderBy(a => a.At).Select(a => Names(a.Talk)).Distinct().ToList() : null,
                before = before[key].Select(b => new
                {
                    n = b.Count, answered = b.Count(a => a.AnsweredAt is not null), calendar = Calendar(b), first = Calendar(b.FindAll(a => a.First)), next = Calendar(b.FindAll(a => !a.First)), working = Working(b),
                    inTarget = InTarget(Judged(b)), firstInTarget = InTarget(Judged(b.FindAll(a => a.First))), nextInTarget = InTarget(Judged(b.FindAll(a => !a.First))),
                }).FirstOrDefault(),
            };
        }

        List<YearAsk> Judged(List<YearAsk> all) => all.FindAll(a => DueAt(a) is { } due && (a.AnsweredAt is not null || a.EndedAt is null && now > due));
        object InTarget(List<YearAsk> judged) => YearShare.Of(judged, a => a.AnsweredAt <= DueAt(a));
    }

    public IEnumerable<object> Questions(string by, bool isWorkday = false)
    {
        foreach (var (key, asks) in Groups(Received(from, to), by))
            yield return new
            {
                key, n = asks.Count, answered = Answered(asks, now, isWorkday), dismissed = YearShare.Of(asks, a => a.DismissedAt is not null),
                tooYoung = asks.Count(a => (a.EndedAt is null || a.AnsweredAt is not null) && Until(a, isWorkday) > now),
                byPublic = YearShare.Of(Mature(asks, now, isWorkday), a => !(a.AnsweredAt <= Until(a, isWorkday)) && ByPublic(a, Until(a, isWorkday))),
                byBot = YearShare.Of(Mature(asks, now, isWorkday), a => !(a.AnsweredAt <= Until(a, isWorkday)) && ByBot(a, Until(a, isWorkday))),
            };
    }

    public IEnumerable<object> Staffing()
    {
        var asks = facts.Asks.Where(a => In(a.At)).Select(a => Hour(a.At)).ToList();
        var answers = facts.Asks.Where(a => a.AnsweredAt is { } at && In(at)).Select(a => a.Answer!).Distinct().Select(w => Hour(w.At)).ToList();
        var hours = new List<(int, int)>();
        for (var at = from; at < to; at += YearTime.Minute)
            if (YearTime.Local(at).Minute == 0)
                hours.Add(Hour(at));
        for (var weekday = 1; weekday <= 7; weekday++)
            for (var hour = 0; hour < 24; hour++)
                yield return new
                {
                    key = string.Create(CultureInfo.InvariantCulture, $"{weekday}-{hour:00}"), weekday, hour, times = hours.Count(h => h == (weekday, hour)),
                    asks = asks.Count(h => h == (weekday, hour)), answers = answers.Count(h => h == (weekday, hour)),
                    n = asks.Count(h => h == (weekday, hour)) + answers.Count(h => h == (weekday, hour)),
                };

        static (int, int) Hour(long at) => (YearTime.Weekday(YearTime.Local(at)), YearTime.Local(at).Hour);
    }

    /// <summary>Of asks that are a day or a working day old and were neither dismissed nor taken back: those answered by then.</summary>
    public static object Answered(IEnumerable<YearAsk> asks, long now, bool isWorkday = false) =>
        YearShare.Of(Mature(asks, now, isWorkday), a => a.AnsweredAt <= Until(a, isWorkday));

    /// <summary>A day after it, or one working day where there are such.</summary>
    private static long? Until(YearAsk ask, bool isWorkday) => isWorkday ? ask.Talk.Account.Hours?.DayAfter(ask.At) : ask.At + Day;

    /// <summary>Whether a machine of ours said something within a day.</summary>
    public static bool ByBot(YearAsk ask) => ByBot(ask, ask.At + Day);

    private static bool ByBot(YearAsk ask, long? until) => ask.Talk.Said.Any(w => w is { IsOurs: true, IsHuman: false, IsFailed: false } && w.At > ask.At && w.At <= until);

    /// <summary>Whether somebody else, who is none of us and no spammer, said something under what was asked within a day, and left it there.</summary>
    public bool ByPublic(YearAsk ask) => ByPublic(ask, ask.At + Day);

    private bool ByPublic(YearAsk ask, long? until) => facts.WithPeople.Where(t => t.Whose != ask.Talk.Whose).SelectMany(t => t.Said.Except(t.Asks.Where(a => a.WithdrawnAt is not null).Select(a => a.Asked))).Any(w =>
        w is { Under: { } asked, IsSticker: false } && w.At > ask.At && w.At <= until && ask.Talk.Asks.LastOrDefault(a => a.At <= asked.At && ask.Talk.Said.Contains(asked)) == ask);

    private static List<YearAsk> Mature(IEnumerable<YearAsk> asks, long now, bool isWorkday) => asks.Where(a => (a.EndedAt is null || a.AnsweredAt is not null) && Until(a, isWorkday) <= now).ToList();

    /// <summary>What a conversation is called in the store; known once the year is over.</summary>
    public Func<YearTalk, string> Names { get; init; } = t => t.Said[0].Id;

    private static IEnumerable<(string? Key, List<YearAsk> Asks)> Groups(IEnumerable<YearAsk> asks, string by) =>
        asks.SelectMany(a => AskKeys[by](a).Select(key => (key, a))).GroupBy(p => p.key).Select(g => (g.Key, g.Select(p => p.a).ToList()));

    private static long? DueAt(YearAsk ask) => (ask.First ? ask.Talk.Account.FirstMinutes : ask.Talk.Account.NextMinutes) is not { } minutes ? null
        : ask.Talk.Account.Hours is { } hours ? hours.After(ask.At, minutes) : ask.At + minutes * YearTime.Minute;

    private IEnumerable<YearAsk> Received(long since, long until) => facts.Asks.Where(a => a.At >= since && a.At < until);

    private object? Calendar(List<YearAsk> asks) => YearCurve.Percentiles(asks.Select(a => ((a.EndedAt ?? now) - a.At, a.AnsweredAt is not null)));

    /// <summary>An answer outside the hours took none of them; a wait without an answer counts those that have passed.</summary>
    private object? Working(List<YearAsk> asks) => YearCurve.Percentiles(
        from a in asks
        where a.Talk.Account.Hours is not null
        let hours = a.Talk.Account.Hours
        select (a.AnsweredAt is { } at && !hours.Has(at) ? 0 : hours.Between(a.At, a.EndedAt ?? now), a.AnsweredAt is not null));

    private bool In(long at) => at >= from && at < to;
}
