namespace Inbox.Insights;

/// <summary>An episode of a person: the episodes of all their conversations that no gap parts, on whatever channels.</summary>
/// <param name="Start">Its first human message.</param>
/// <param name="End">Its last human message.</param>
/// <param name="GapEnd">When the gap after it is over: from then on, what begins is a new episode. <see cref="long.MaxValue"/> while an ask is open.</param>
/// <param name="Answered">Whether an ask in it was answered; null where nothing was asked.</param>
/// <param name="Talks">The conversations that it is made of, the latest to begin last.</param>
internal sealed record Stretch(long Start, long End, long GapEnd, bool? Answered, IReadOnlyList<Talk> Talks)
{
    /// <summary>The episodes of one person's conversations, in their order.</summary>
    public static IReadOnlyList<Stretch> Of(IEnumerable<Talk> talks)
    {
        var stretches = new List<Stretch>();
        foreach (var (talk, e) in talks.SelectMany(t => Episode.Of(t).Select(e => (Talk: t, Episode: e))).OrderBy(x => x.Episode.Start).ThenBy(x => x.Talk.Id, StringComparer.Ordinal))
        {
            var one = new Stretch(e.Start, e.End, e.OpenUntil == long.MaxValue ? long.MaxValue : Math.Max(e.End + talk.Gap, e.OpenUntil), e.Answered, [talk]);
            if (stretches.Count > 0 && one.Start <= stretches[^1].GapEnd)
                stretches[^1] = stretches[^1].With(one);
            else
                stretches.Add(one);
        }
        return stretches;
    }

    private Stretch With(Stretch next) => new(
        Start, Math.Max(End, next.End), Math.Max(GapEnd, next.GapEnd), Answered is null ? next.Answered : next.Answered is null ? Answered : Answered.Value || next.Answered.Value, [.. Talks, .. next.Talks]);
}
