using System.Text;
using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Connectors.Posts;
using Inbox.Storage;

namespace Inbox.Connectors.Bluesky;

/// <summary>
/// Asks for notifications every few seconds, as <see cref="BlueskyWalk"/> goes through them. Once a minute it looks at what our account wrote elsewhere and at which posts are gone, every five
/// minutes at which of our own are: the network tells nobody that. Direct messages are <see cref="BlueskyTalks"/>'.
/// </summary>
internal sealed class BlueskyFollow(IChannel channel, BlueskyApi api, Following following)
{
    private const string Cursor = "notifications";
    private const int AtOnce = 100, TogetherAtMost = 25;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5), Seldom = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Node> _roots = [];
    private string _me = "";

    private ConnectedAccount Account => following.Account;

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            var (session, refused) = await api.LoginAsync(Account, null, cancel);
            _me = session?.Did ?? throw Broken(refused!);
            var posts = new OwnPosts(following, Published) { IsNews = _ => false, Still = ShownAsync };
            var talks = new BlueskyTalks(channel, api, following, _me);
            var walk = new BlueskyWalk(NotifiedAsync, following.Clock);
            var watch = BlueskyWatch.Read(await following.CursorAsync(Cursor, cancel));
            for (var deepAt = DateTimeOffset.MinValue; ;)
            {
                watch = await NotificationsAsync(walk, watch, cancel);
                if (following.Clock.GetUtcNow() >= deepAt)
                    (watch, deepAt) = (await GoneAsync(await OwnAsync(watch, cancel), cancel), following.Clock.GetUtcNow() + Seldom);
                await posts.LookAsync(RecordsAsync, cancel);
                await (await talks.LookAsync(cancel) is { } closed ? following.WarnAsync(closed) : following.WellAsync());
                await Task.Delay(Often, following.Clock, cancel);
            }
        }
        catch (OutboundException e)
        {
            throw new ChannelException(e.Message, e);
        }
    }

    private async Task<BlueskyWatch> NotificationsAsync(BlueskyWalk walk, BlueskyWatch? watch, CancellationToken cancel)
    {
        var first = watch is null;
        var (news, floor) = watch is null ? await walk.FirstAsync(cancel) : (await walk.NewsAsync(watch, cancel), watch.Floor);
        watch = (watch ?? BlueskyWatch.Empty) with { Floor = floor };
        foreach (var some in news.Chunk(AtOnce))
        {
            foreach (var (uri, at, _) in some)
                watch = watch.With(uri, at);
            await DeliverAsync(watch, [.. some.Select(n => n.Post)], first, cancel);
        }
        if (first && news.Count == 0)
            await following.MoveAsync(Cursor, watch.ToString(), cancel);
        return watch;
    }

    private async Task<Node> NotifiedAsync(string? from, CancellationToken cancel)
    {
        List<(string, string)> asked = [("reasons", "reply"), ("reasons", "mention"), ("reasons", "quote"), ("priority", "false"), ("limit", $"{BlueskyWalk.AtOnce}")];
        return (await AskAsync("app.bsky.notification.listNotifications", from is null ? asked : [.. asked, ("cursor", from)], cancel)).Body;
    }

    /// <summary>What our account wrote: its posts, and in other programs answers to others, and what goes on from an answer.</summary>
    private async Task<BlueskyWatch> OwnAsync(BlueskyWatch watch, CancellationToken cancel)
    {
        var (news, newest) = (new List<Node>(), watch.Own);
        for (string? from = null; ;)
        {
            List<(string, string)> asked = [("repo", _me), ("collection", BlueskyUri.Posts), ("limit", $"{AtOnce}")];
            var page = await AskAsync("com.atproto.repo.listRecords", from is null ? asked : [.. asked, ("cursor", from)], cancel);
            var records = page.Body["records"].Where(r => string.CompareOrdinal(Key(r["uri"].Text), watch.Own) > 0).ToList();
            news.AddRange(records);
            from = page.Body["cursor"].Text;
            if (watch.Own.Length == 0 || from is null || records.Count < AtOnce)
                break;
        }
        if (news.Count == 0)
            return watch;
        news.Reverse();
        var (historic, answers) = (watch.Own.Length == 0, new List<Node>());
        foreach (var record in news)
        {
            var (uri, parent) = (record["uri"].Text!, record["value"]["reply"]["parent"]["uri"].Text);
            newest = string.CompareOrdinal(Key(uri), newest) > 0 ? Key(uri) : newest;
            if (parent is not null && BlueskyUri.Owner(parent) == _me && !watch.Watched.Contains(parent))
                continue;
            if (parent is not null)
                watch = watch.Watching(uri);
            answers.Add(Own(record));
        }
        watch = watch with { Own = newest };
        if (answers.Count > 0)
            await DeliverAsync(watch, answers, historic, cancel);
        else
            await following.MoveAsync(Cursor, watch.ToString(), cancel);
        return watch;
    }

    /// <summary>Asks for the watched posts again: those that are not there any more were deleted, unless a block only hides them.</summary>
    private async Task<BlueskyWatch> GoneAsync(BlueskyWatch watch, CancellationToken cancel)
    {
        foreach (var some in watch.Watched.Chunk(TogetherAtMost))
        {
            foreach (var uri in some.Except((await ShownAsync(some, cancel))!))
            {
                var alone = await api.GetAsync(Account, "app.bsky.feed.getPostThread", [("uri", uri), ("depth", "0"), ("parentHeight", "0")], cancel);
                if (!alone.IsWell && alone.Code != "NotFound")
                    throw Broken(alone);
                if (alone.Body["thread"]["post"].Exists)
                    continue;
                watch = watch.Without(uri);
                if (alone.Body["thread"]["blocked"].IsTrue)
                    await following.MoveAsync(Cursor, watch.ToString(), cancel);
                else
                    await following.DeliverAsync([Pack("removed", $$"""{"uri":{{Quote(uri)}}}""", default, false, $"{uri} removed")], Cursor, watch.ToString(), cancel);
            }
        }
        return watch;
    }

    /// <summary>What lies in our account's repository; null when it cannot be had.</summary>
    private async Task<IEnumerable<Node>?> RecordsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await api.GetAsync(Account, "com.atproto.repo.listRecords", [("repo", _me), ("collection", BlueskyUri.Posts), ("limit", $"{AtOnce}")], cancel);
        return answer.IsWell ? answer.Body["records"] : null;
    }

    private SeenPost? Published(Node record) =>
        record["uri"].Text is null || record["value"]["reply"].Exists ? null : BlueskyPost.Seen(Own(record), record["value"]["createdAt"].Moment);

    private async Task<IReadOnlyCollection<string>?> ShownAsync(IReadOnlyList<string> uris, CancellationToken cancel)
    {
        var shown = new List<string>();
        foreach (var some in uris.Chunk(TogetherAtMost))
            shown.AddRange((await AskAsync("app.bsky.feed.getPosts", some.Select(u => ("uris", u)), cancel)).Body["posts"].Select(p => p["uri"].Text).OfType<string>());
        return shown;
    }

    private async Task DeliverAsync(BlueskyWatch watch, IReadOnlyList<Node> posts, bool historic, CancellationToken cancel)
    {
        await RootsAsync([.. posts.Select(Begun).OfType<string>().Distinct().Where(u => !_roots.ContainsKey(u))], cancel);
        await following.DeliverAsync([.. posts.Select(p => Pack("said", p.ToString(), Begun(p) is { } uri ? _roots.GetValueOrDefault(uri) : default, historic, p["uri"].Text!))], Cursor, watch.ToString(), cancel);
    }

    /// <summary>The posts that threads began with, or that are shown.</summary>
    private async Task RootsAsync(string[] uris, CancellationToken cancel)
    {
        if (_roots.Count > 1000)
            _roots.Clear();
        foreach (var some in uris.Chunk(TogetherAtMost))
            foreach (var post in (await AskAsync("app.bsky.feed.getPosts", some.Select(u => ("uris", u)), cancel)).Body["posts"])
                if (post["uri"].Text is { } uri)
                    _roots[uri] = post;
    }

    private static string? Begun(Node post) => BlueskyPost.Root(post) ?? BlueskyPost.Quoted(post);

    /// <summary>A record of ours in the form in which posts are shown.</summary>
    private Node Own(Node record) => Node.Read(Encoding.UTF8.GetBytes($$"""{"uri":{{record["uri"]}},"author":{"did":{{Quote(_me)}}},"record":{{record["value"]}}}"""), out _) ?? default;

    private Delivery Pack(string happened, string post, Node root, bool historic, string key)
    {
        var at = following.Clock.GetUtcNow();
        var raw = $$"""{"happened":"{{happened}}","at":"{{at:O}}","me":{{Quote(_me)}},"historic":{{(historic ? "true" : "false")}},"post":{{post}},"root":{{(root.Exists ? root : "null")}}}""";
        return channel.Pack(Account.Account, Encoding.UTF8.GetBytes(raw), at, Origin.Incoming, following.NewId, key);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Key(string? uri) => uri?.Split('/')[^1] ?? "";

    private async Task<BlueskyAnswer> AskAsync(string method, IEnumerable<(string, string)> query, CancellationToken cancel)
    {
        var answer = await api.GetAsync(Account, method, query, cancel);
        return answer.IsWell ? answer : throw Broken(answer);
    }

    private ChannelException Broken(BlueskyAnswer answer) =>
        new(answer.Explain().Problem) { Transient = answer.IsTransient, After = answer.Reply.Status == 429 ? answer.Reset - following.Clock.GetUtcNow() : answer.Reply.RetryAfter };
}
