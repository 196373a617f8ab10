namespace Inbox.Insights;

/// <summary>A stretch of a conversation without a quiet gap over G.</summary>
/// <param name="Talk">The conversation.</param>
/// <param name="Start">Its first human message.</param>
/// <param name="End">Its last human message.</param>
/// <param name="OpenUntil">When the last of its asks ended; <see cref="long.MaxValue"/> while one is open, since no gap ends an episode before that.</param>
/// <param name="Answered">Whether one of its asks was answered; null where nothing was asked.</param>
internal readonly record struct Episode(TalkRef Talk, long Start, long End, long OpenUntil, bool? Answered)
{
    /// <summary>When the gap after it is over: from then on, what begins is a new episode. <see cref="long.MaxValue"/> while an ask is open.</summary>
    public long GapEnd => OpenUntil == long.MaxValue ? long.MaxValue : Math.Max(End + Talk.View.Gap, OpenUntil);

    /// <summary>The episodes of a conversation, in their order.</summary>
    public static IReadOnlyList<Episode> Of(Talk talk)
    {
        var episodes = new List<Episode>();
        Add(new(PackView.Of([talk])[0], 0), episodes);
        return episodes;
    }

    /// <summary>Adds the episodes of a conversation, in their order.</summary>
    public static void Add(TalkRef talk, List<Episode> episodes)
    {
        var (began, start, last, gap) = (false, 0L, 0L, talk.View.Gap);
        var asks = talk.Asks;
        foreach (var m in talk.Said)
        {
            if (!m.IsHuman)
                continue;
            var at = m.At;
            if (began && at - last > gap && !IsOpen(asks, at))
            {
                episodes.Add(Closed(talk, start, last));
                began = false;
            }
            if (!began)
                (began, start) = (true, at);
            last = at;
        }
        if (began)
            episodes.Add(Closed(talk, start, last));
    }

    private static bool IsOpen(ReadOnlySpan<PackedAsk> asks, long at)
    {
        foreach (ref readonly var ask in asks)
            if (ask.IsOpenAt(at))
                return true;
        return false;
    }

    private static Episode Closed(TalkRef talk, long start, long end)
    {
        var (until, answered) = (end, (bool?)null);
        foreach (ref readonly var ask in talk.Asks)
            if (ask.AskedAt >= start && ask.AskedAt <= end)
                (until, answered) = (Math.Max(until, ask.EndedBy(long.MaxValue)), answered == true || ask.IsAnswered);
        return new(talk, start, end, until, answered);
    }
}
