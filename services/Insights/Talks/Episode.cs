namespace Inbox.Insights;

/// <summary>A stretch of a conversation without a quiet gap over G.</summary>
/// <param name="Start">Its first human message.</param>
/// <param name="End">Its last human message.</param>
/// <param name="OpenUntil">When the last of its asks ended; <see cref="long.MaxValue"/> while one is open, since no gap ends an episode before that.</param>
/// <param name="Answered">Whether one of its asks was answered; null where nothing was asked.</param>
internal sealed record Episode(long Start, long End, long OpenUntil, bool? Answered)
{
    /// <summary>The episodes of a conversation, in their order.</summary>
    public static IReadOnlyList<Episode> Of(Talk talk)
    {
        var episodes = new List<Episode>();
        var (start, last) = ((long?)null, 0L);
        foreach (var m in talk.Human)
        {
            if (start is { } began && m.At - last > talk.Gap && !talk.Asks.Exists(a => IsOpenAt(a, m.At)))
            {
                episodes.Add(Closed(talk, began, last));
                start = null;
            }
            start ??= m.At;
            last = m.At;
        }
        if (start is { } current)
            episodes.Add(Closed(talk, current, last));
        return episodes;
    }

    private static Episode Closed(Talk talk, long start, long end)
    {
        var asks = talk.Asks.FindAll(a => a.AskedAt >= start && a.AskedAt <= end);
        return new(start, end, asks.Count == 0 ? end : Math.Max(end, asks.Max(a => a.EndedBy(long.MaxValue))), asks.Count == 0 ? null : asks.Exists(a => a.IsAnswered));
    }

    /// <summary>The message that answers an ask still finds it open.</summary>
    private static bool IsOpenAt(ReceivedAsk ask, long at) =>
        ask.AskedAt < at && !(ask.AnsweredAt < at) && !(ask.DismissedAt <= at) && !(ask.WithdrawnAt <= at);
}
