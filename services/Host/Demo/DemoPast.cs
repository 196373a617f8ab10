namespace Inbox.Host;

/// <summary>
/// The three months before the demo's letters begin: without them there is nothing to report. Pure: the same script, start and seed give the same visits. In the course of them the brands learn to
/// answer sooner.
/// </summary>
internal static class DemoPast
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(95), Latest = TimeSpan.FromDays(13);

    /// <summary>Who wrote when about what, in no order.</summary>
    public static IReadOnlyList<DemoVisit> Of(DemoScript script, DateTimeOffset start, int seed)
    {
        var random = new Random(seed);
        return [.. script.Past.Talks.GroupBy(t => (t.Account, t.Language)).SelectMany(talks => Of([.. talks], [.. script.Past.Readers.Where(r => (r.Account, r.Language) == talks.Key)], start, random))];
    }

    /// <summary>Everybody with all that they wrote and were answered, ready to be written.</summary>
    public static IEnumerable<DemoPerson> People(IEnumerable<DemoVisit> visits, DateTimeOffset start) =>
        visits.GroupBy(v => v.Reader.Address).Select(g => g.First().Reader with { Letters = [.. g.OrderBy(v => v.At).SelectMany(v => v.Letters(start))] });

    private static IEnumerable<DemoVisit> Of(IReadOnlyList<DemoTalk> talks, IReadOnlyList<DemoPerson> readers, DateTimeOffset start, Random random) =>
        talks[0].Post is null
            ? readers.SelectMany((reader, i) => Comings(Math.Min(1 + i % 3, talks.Count - 1), random).Select((ago, n) => new DemoVisit(reader, Awake(start - ago, random), talks[(i + n) % talks.Count])))
            : talks.Select((talk, i) => new DemoVisit(readers[i % readers.Count], start - talk.Post!.Ago!.Value + talk.Letters[0].After + TimeSpan.FromMinutes(random.Next(90)), talk));

    /// <summary>The first time, and up to so many more, some weeks later each; nobody asks the same twice.</summary>
    private static IEnumerable<TimeSpan> Comings(int more, Random random)
    {
        var ago = Longest - TimeSpan.FromDays(45 * random.NextDouble());
        for (var n = 0; n <= more && ago > Latest; n++, ago -= TimeSpan.FromDays(11 + 15 * random.NextDouble()))
            yield return ago;
    }

    /// <summary>Between eight and eight, and on most weekends only on Friday before.</summary>
    private static DateTimeOffset Awake(DateTimeOffset at, Random random)
    {
        var day = at.AddDays(random.Next(10) < 7 ? at.DayOfWeek switch { DayOfWeek.Saturday => -1, DayOfWeek.Sunday => -2, _ => 0 } : 0);
        return new DateTimeOffset(day.Date, day.Offset).AddHours(8 + 6 * (random.NextDouble() + random.NextDouble()));
    }
}

/// <summary>Somebody wrote about something.</summary>
internal sealed record DemoVisit(DemoPerson Reader, DateTimeOffset At, DemoTalk Talk)
{
    /// <summary>The talk's letters with their true times; answers took the longer the longer ago it was.</summary>
    public IEnumerable<DemoLetter> Letters(DateTimeOffset start)
    {
        var slow = 0.5 + (start - At).TotalDays / 60;
        return Talk.Letters.Select(l => l with { After = l.Subject is not null ? start - At : l.Move == DemoMove.Staff ? l.After * slow : l.After });
    }
}
