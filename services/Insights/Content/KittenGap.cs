namespace Inbox.Insights;

/// <summary>Rank by raw comments less rank by relevant talks. Equal posts share the better rank.</summary>
internal static class KittenGap
{
    /// <summary>Among how many of an account's latest posts.</summary>
    public const int Posts = 30;

    public static IReadOnlyDictionary<PostKey, int> Of(IReadOnlyCollection<(PostKey Post, int Comments, int Relevant)> posts) =>
        posts.ToDictionary(p => p.Post, p => posts.Count(o => o.Comments > p.Comments) - posts.Count(o => o.Relevant > p.Relevant));
}
