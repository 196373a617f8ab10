namespace Inbox.Insights;

/// <summary>What each post led to.</summary>
/// <param name="carried">Conversations that began with our private answer to a comment.</param>
/// <param name="by">Until when an answer counts.</param>
/// <param name="now">What time it is.</param>
internal sealed class Origins(Carried carried, AnswerBy by, long now)
{
    private readonly PostNumbers _numbers = new(carried);
    private readonly List<PostCount?> _counts = [null];

    public Carried Carried => carried;

    public IReadOnlyDictionary<PostKey, PostCount> Posts => _counts.OfType<PostCount>().ToDictionary(p => p.Key);

    public PostCount? Of(PackView view, int talk) => _numbers.Of(view, talk) is var number and > 0 ? Of(number) : null;

    public PostCount Of(PostKey post) => Of(_numbers.Of(post));

    /// <summary>Counts all conversations that a post is the origin of, and the comments of all.</summary>
    public void Count(IReadOnlyList<PackView> views)
    {
        foreach (var view in views)
            for (var talk = 0; talk < view.Count; talk++)
                if (view.Has(talk) && Of(view, talk) is { } post)
                {
                    if (view.Pack.Talks[talk].Content != 0)
                        post.Comments += view.Pack.Talks[talk].Comments;
                    if (view.Pack.IsWithPerson(talk))
                        post.Add(view, talk, by);
                }
    }

    private PostCount Of(int number)
    {
        while (_counts.Count <= number)
            _counts.Add(null);
        return _counts[number] ??= new(_numbers[number], new(now));
    }
}
