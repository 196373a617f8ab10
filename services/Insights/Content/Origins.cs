namespace Inbox.Insights;

/// <summary>
/// The post that each talk comes from: what it is about, else, for one that began with our private answer to a comment, what the comment was about. All others are direct.
/// </summary>
/// <param name="carried">The posts of the conversations that began with such an answer, by their ids.</param>
/// <param name="within">How soon an answer counts, in milliseconds.</param>
/// <param name="now">What time it is.</param>
internal sealed class Origins(IReadOnlyDictionary<string, PostKey> carried, long within, long now)
{
    private readonly Dictionary<PostKey, PostCount> _posts = [];
    private PackView? _view;
    private PostCount?[] _named = [];

    public IReadOnlyDictionary<PostKey, PostCount> Posts => _posts;

    public PostCount? Of(PackView view, int talk)
    {
        var content = view.Pack.Talks[talk].Content;
        if (content == 0)
            return carried.Count > 0 && carried.TryGetValue(view.Pack.Ids[talk], out var key) ? Of(key) : null;
        if (_view != view)
            (_view, _named) = (view, new PostCount?[view.Pack.Names.Length]);
        return _named[content] ??= Of(new PostKey(view.Pack.AccountId, view.Pack.Names[content]!));
    }

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
                        post.Add(view, talk);
                }
    }

    private PostCount Of(PostKey key) => _posts.TryGetValue(key, out var post) ? post : _posts[key] = new(key, new(within, now));
}
