using Inbox.Connectors.Json;

namespace Inbox.Connectors.Bluesky;

/// <summary>
/// Goes through the list of notifications, from the newest back to where everything is known. For one answer the app view reads at most ten times as many as were asked for, and leaves out what has
/// another reason or is by somebody blocked or muted: behind a thousand likes a page is empty, and the list goes on.
/// </summary>
/// <param name="ask">Asks for the page at a cursor.</param>
/// <param name="clock">The clock.</param>
internal sealed class BlueskyWalk(Func<string?, CancellationToken, Task<Node>> ask, TimeProvider clock)
{
    /// <summary>How many notifications a page is asked for, and how many of them are history.</summary>
    public const int AtOnce = 100;

    private const int PagesAtOnce = 10;

    /// <summary>By how much a slow server may set back what it passes on.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    private readonly List<BlueskyNews> _news = [];
    private DateTimeOffset _begun;
    private DateTimeOffset? _read;
    private string? _from;

    /// <summary>What was there before, oldest first, and from when on something is news.</summary>
    public async Task<(IReadOnlyList<BlueskyNews> News, DateTimeOffset Floor)> FirstAsync(CancellationToken cancel)
    {
        var (before, from) = (new List<BlueskyNews>(), (string?)null);
        _read = clock.GetUtcNow();
        for (var pages = 0; pages < PagesAtOnce && before.Count < AtOnce && (pages == 0 || from is not null); pages++)
        {
            var page = await ask(from, cancel);
            before.AddRange(Posts(page));
            from = page["cursor"].Text;
        }
        var newest = before.Take(AtOnce).Reverse().ToList();
        var isAll = from is null && newest.Count == before.Count;
        return (newest, isAll ? DateTimeOffset.MinValue : newest.Select(n => n.At).DefaultIfEmpty(_read.Value - Late).Min());
    }

    /// <summary>What is not known yet, oldest first; nothing while the list goes on behind what is asked for at once: the next call goes on there.</summary>
    public async Task<IReadOnlyList<BlueskyNews>> NewsAsync(BlueskyWatch watch, CancellationToken cancel)
    {
        if (_from is null)
            _begun = clock.GetUtcNow();
        for (var pages = 0; pages < PagesAtOnce; pages++)
        {
            var (at, page) = (_from, await ask(_from, cancel));
            var posts = Posts(page);
            var news = posts.Where(p => watch.IsNews(p.Uri, p.At)).ToList();
            _news.AddRange(news);
            _from = page["cursor"].Text;
            if (_from is null || _from == at || (posts.Count > 0 ? news.Count == 0 : page["cursor"].Moment < _read - Late)) // the cursor is the time of what was read last
                return Done();
        }
        return [];
    }

    private List<BlueskyNews> Done()
    {
        var news = _news.AsEnumerable().Reverse().DistinctBy(n => n.Uri).ToList();
        _news.Clear();
        (_from, _read) = (null, _begun);
        return news;
    }

    private List<BlueskyNews> Posts(Node page) => [.. page["notifications"].Where(BlueskyPost.Is).Select(n => new BlueskyNews(n["uri"].Text!, n["indexedAt"].Moment ?? clock.GetUtcNow(), n))];
}

/// <summary>A post that a notification is about, and when the network says that it came.</summary>
internal sealed record BlueskyNews(string Uri, DateTimeOffset At, Node Post);
