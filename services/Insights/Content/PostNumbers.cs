using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>
/// The post that each talk comes from, as a number: what it is about, else, for one that began with our private answer to a comment, what the comment was about. All others are direct: 0.
/// </summary>
internal sealed class PostNumbers(Carried carried)
{
    private readonly Dictionary<PostKey, int> _numbers = [];
    private readonly List<PostKey> _posts = [default];
    private PackView? _view;
    private int[] _named = [];

    /// <summary>One more than there are posts.</summary>
    public int Count => _posts.Count;

    public PostKey this[int number] => _posts[number];

    public Carried Carried => carried;

    public int Of(PackView view, int talk)
    {
        var content = view.Pack.Talks[talk].Content;
        if (content == 0)
            return carried.Of(view.Pack.Ids, talk) is { } post ? Of(post) : 0;
        if (_view != view)
            (_view, _named) = (view, new int[view.Pack.Names.Length]);
        return _named[content] is var known and > 0 ? known : _named[content] = Of(new PostKey(view.Pack.AccountId, view.Pack.Names[content]!));
    }

    public int Of(PostKey post)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, post, out var isKnown);
        if (!isKnown)
        {
            number = _posts.Count;
            _posts.Add(post);
        }
        return number;
    }
}
