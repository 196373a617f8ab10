namespace Inbox.Insights;

/// <summary>Is anybody listening there? Judged by an account's posts and who talked because of them.</summary>
internal sealed record Listening(Proportion Share, ListeningVerdict Verdict, int PostsSince, long? LastAt)
{
    private const int Enough = 10;
    private const double Silent = 0.15;
    private static readonly long Week = (long)TimeSpan.FromDays(7).TotalMilliseconds, EightWeeks = 8 * Week;

    /// <param name="posts">The account's own posts that stand.</param>
    /// <param name="relevantAt">When relevant conversations about each of them became conversations.</param>
    /// <param name="end">The end of the eight weeks: that of the period, or now.</param>
    public static Listening Of(IReadOnlyCollection<Post> posts, ILookup<PostKey, long> relevantAt, long end)
    {
        var mature = posts.Where(p => IsMature(p, end)).ToList();
        var share = new Proportion(mature.Count(p => relevantAt[p.Key].Any(at => IsSoon(p, at))), mature.Count);
        var last = relevantAt.SelectMany(p => p).Where(at => at < end).Select(at => (long?)at).Max();
        return new(share, Judge(share), posts.Count(p => p.PublishedAt < end && !(p.PublishedAt <= last)), last);
    }

    /// <summary>Whether a post is judged: of the eight weeks, and a week old.</summary>
    public static bool IsMature(Post post, long end) => post.PublishedAt >= end - EightWeeks && post.PublishedAt <= end - Week;

    /// <summary>Whether what became a conversation then did so soon enough to count for the post.</summary>
    public static bool IsSoon(Post post, long talkedAt) => talkedAt <= post.PublishedAt + Week;

    private static ListeningVerdict Judge(Proportion share) =>
        share.N < Enough ? ListeningVerdict.TooEarly
        : share.High < Silent ? ListeningVerdict.Nobody
        : share.K == 0 ? ListeningVerdict.Unclear
        : ListeningVerdict.Somebody;
}
