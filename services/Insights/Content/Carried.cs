namespace Inbox.Insights;

/// <summary>Conversations that began with our private answer to a comment, and the post that the comment was about.</summary>
internal sealed class Carried(Dictionary<string, PostKey> posts)
{
    /// <summary>Longer ids are looked up as texts.</summary>
    private const int Short = 128;

    private readonly Dictionary<string, PostKey>.AlternateLookup<ReadOnlySpan<char>> _posts = posts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The post behind a conversation; null for all others.</summary>
    public PostKey? Of(PackedIds ids, int talk)
    {
        if (posts.Count == 0)
            return null;
        Span<char> buffer = stackalloc char[Short];
        ReadOnlySpan<char> id = ids.TryWrite(talk, buffer, out var length) ? buffer[..length] : ids[talk];
        return _posts.TryGetValue(id, out var post) ? post : null;
    }

    /// <summary>Those that are not the same in both.</summary>
    public Carried Except(Carried other) => new(posts.Where(p => !other.Is(p.Key, p.Value)).Concat(other.All.Where(p => !Is(p.Key, p.Value))).DistinctBy(p => p.Key).ToDictionary());

    public int Count => posts.Count;

    private IEnumerable<KeyValuePair<string, PostKey>> All => posts;

    private bool Is(string talk, PostKey post) => posts.TryGetValue(talk, out var mine) && mine == post;
}
