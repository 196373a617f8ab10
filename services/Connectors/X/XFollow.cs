using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Connectors.Posts;

namespace Inbox.Connectors.X;

/// <summary>
/// Asks for mentions and own posts every few seconds and for direct messages once a minute, which is what the platform lets a user ask (300 and 15 in a quarter of an
/// hour). Where it pushes, asking for direct messages is only the net below.
/// </summary>
internal sealed class XFollow(IChannel channel, XApi api, Following following)
{
    /// <summary>How many mentions are looked at again often, and how many posts are asked for before it is known that there are more.</summary>
    private const int LatestMentions = 10, FirstPage = 10;

    public const string Mentions = "mentions", Posts = "posts", Directs = "directs";

    private const string PostFields =
        "tweet.fields=attachments%2Cauthor_id%2Cconversation_id%2Ccreated_at%2Centities%2Cin_reply_to_user_id%2Cnote_tweet%2Creferenced_tweets&user.fields=name%2Cusername&media.fields=preview_image_url%2Ctype%2Curl%2Cvariants"
        + "&expansions=attachments.media_keys%2Cauthor_id%2Cin_reply_to_user_id%2Creferenced_tweets.id%2Creferenced_tweets.id.author_id";

    private const string DirectFields =
        "dm_event.fields=attachments%2Ccreated_at%2Cdm_conversation_id%2Centities%2Cevent_type%2Cid%2Csender_id%2Ctext&user.fields=name%2Cusername&media.fields=preview_image_url%2Ctype%2Curl%2Cvariants"
        + "&expansions=attachments.media_keys%2Cparticipant_ids%2Csender_id";

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10), EveryDirects = TimeSpan.FromSeconds(62), Seldom = TimeSpan.FromMinutes(5), EveryOwn = TimeSpan.FromHours(1), Overlap = TimeSpan.FromMinutes(1);
    private readonly XHook _hook = new(api, following);
    private string? _notPushed;

    private ConnectedAccount Account => following.Account;

    private string Id => Account.Account.Id;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (XSettings.Problems(Account).FirstOrDefault() is { } problem)
            throw new ChannelException(problem.Message) { Transient = false };
        try
        {
            while (true)
            {
                await RoundAsync(cancel);
                await (_notPushed is { } reason ? following.WarnAsync(reason) : following.WellAsync());
                await Task.Delay(Often, following.Clock, cancel);
            }
        }
        catch (OutboundException e)
        {
            throw new ChannelException(e.Message, e);
        }
    }

    /// <summary>Asks for everything that is due; what is closed for now keeps nothing else from being asked for.</summary>
    private async Task RoundAsync(CancellationToken cancel)
    {
        var isPushed = XSettings.IsPushed(Account);
        if (isPushed && api.Pace.IsDue(Id, "hook", EveryDirects))
            _notPushed = await _hook.ProblemAsync(cancel);
        var closed = await PostsAsync(Posts, "tweets?exclude=retweets&", cancel);
        closed = await PostsAsync(Mentions, "mentions?", cancel) ?? closed;
        if (api.Pace.IsDue(Id, Directs, isPushed && _notPushed is null ? Seldom : EveryDirects))
            closed = await DirectsAsync(cancel) ?? closed;
        if (api.Pace.IsDue(Id, "gone", Seldom))
            closed = await GoneAsync(api.Pace.IsDue(Id, "gone long ago", EveryOwn) ? XWatch.Most : LatestMentions, cancel) ?? closed;
        if (closed is null && api.Pace.IsDue(Id, "own", EveryOwn))
            await new OwnPosts(following, Published) { IsNews = _ => false, Still = ThereAsync }.LookAsync(OwnAsync, cancel);
        if (closed is not null)
            throw new ChannelException(closed.Explain()) { Transient = closed.IsTransient };
    }

    private async Task<XAnswer?> PostsAsync(string cursor, string what, CancellationToken cancel)
    {
        var watch = XWatch.Read(await following.CursorAsync(cursor, cancel));
        var since = watch is null ? "" : $"&since_id={XPost.Before(watch.Newest, Overlap)}";
        var fresh = new List<(Node Post, Node Included)>();
        string? next = null;
        do
        {
            var page = await api.GetAsync(Account, $"users/{Account[XSettings.Identifier]}/{what}max_results={(watch is null || next is not null ? 100 : FirstPage)}{since}&{PostFields}{(next is null ? "" : $"&pagination_token={Uri.EscapeDataString(next)}")}", cancel);
            if (!page.IsWell)
                return page;
            fresh.AddRange(page.Data.Where(p => p["id"].Id is { } id && watch?.Seen.Contains(id) != true).Select(p => (p, page.Body["includes"])));
            next = watch is null ? null : page.Body["meta"]["next_token"].Text; // of the past, the newest hundred
        }
        while (next is not null);
        if (fresh.Count == 0 && watch is not null)
            return null;
        fresh.Reverse(); // the newest come first
        var roots = await RootsAsync(fresh, cancel);
        var moved = (watch ?? new("0", [])).With(fresh.SelectMany(f => new[] { XPost.First(f.Post), f.Post["id"].Id! }.Distinct()));
        await DeliverAsync([.. fresh.Select(f => Pack(f.Post["id"].Id!, XPacking.Of(Account[XSettings.Identifier]!, f.Post, [f.Included, roots], watch is null)))], cursor, moved, cancel);
        return null;
    }

    /// <summary>The posts under which answers to answers stand: they are included with direct answers only.</summary>
    private async Task<Node> RootsAsync(List<(Node Post, Node Included)> posts, CancellationToken cancel)
    {
        var missing = posts.Where(p => p.Post["conversation_id"].Id is { } root && root != p.Post["id"].Id && !p.Included["tweets"].Any(t => t["id"].Id == root)).Select(p => p.Post["conversation_id"].Id!).Distinct().Take(100).ToList();
        if (missing.Count == 0)
            return default;
        var found = await api.GetAsync(Account, $"tweets?ids={string.Join("%2C", missing)}&tweet.fields=author_id%2Centities%2Cnote_tweet&user.fields=name%2Cusername&expansions=author_id", cancel);
        return Node.Read(Encoding.UTF8.GetBytes($$"""{"tweets":{{(found.Data.Exists ? found.Data : "[]")}},"users":{{(found.Body["includes"]["users"].Exists ? found.Body["includes"]["users"] : "[]")}}}"""), out _) ?? default;
    }

    private async Task<XAnswer?> DirectsAsync(CancellationToken cancel)
    {
        var watch = XWatch.Read(await following.CursorAsync(Directs, cancel));
        var fresh = new List<(Node Event, Node Included)>();
        string? next = null, more;
        do
        {
            var page = await api.GetAsync(Account, $"dm_events?max_results=100&event_types=MessageCreate&{DirectFields}{(next is null ? "" : $"&pagination_token={Uri.EscapeDataString(next)}")}", cancel);
            if (!page.IsWell)
            {
                api.Pace.Again(Id, Directs);
                return page;
            }
            var news = page.Data.Where(e => e["id"].Id is { } id && watch?.IsNews(id) != false).ToList();
            fresh.AddRange(news.Select(e => (e, page.Body["includes"])));
            more = page.Body["meta"]["next_token"].Text;
            next = (watch is null && fresh.Count > 0) || news.Count < page.Data.Count() ? null : more; // until one that is known
        }
        while (next is not null);
        if (fresh.Count == 0 && watch is not null)
            return null;
        fresh.Reverse();
        var moved = (watch ?? new("0", [], more is not null && fresh is [var oldest, ..] ? oldest.Event["id"].Id! : "0")).With(fresh.Select(f => f.Event["id"].Id!));
        await DeliverAsync([.. fresh.Select(f => Pack($"dm {f.Event["id"].Id}", XPacking.Of(Account[XSettings.Identifier]!, f.Event, [f.Included], watch is null)))], Directs, moved, cancel);
        return null;
    }

    /// <summary>Looks whether mentions are still there: the latest every few minutes, all that are remembered once an hour, since X bills every post that it shows.</summary>
    private async Task<XAnswer?> GoneAsync(int most, CancellationToken cancel)
    {
        if (XWatch.Read(await following.CursorAsync(Mentions, cancel)) is not { Seen.Count: > 0 } watch)
            return null;
        var answer = await api.GetAsync(Account, $"tweets?ids={string.Join("%2C", watch.Seen.TakeLast(most))}", cancel);
        if (!answer.IsWell)
            return answer;
        foreach (var id in Gone(answer).Where(watch.Seen.Contains).ToList())
        {
            watch = watch.Without(id);
            await DeliverAsync([Pack($"gone {id}", XPacking.Gone(Account[XSettings.Identifier]!, id, following.Clock.GetUtcNow()))], Mentions, watch, cancel);
        }
        return null;
    }

    /// <summary>Our newest hundred posts, without answers; null when they cannot be had. Once an hour: X bills every post that it shows.</summary>
    private async Task<IEnumerable<Node>?> OwnAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await api.GetAsync(Account, $"users/{Account[XSettings.Identifier]}/tweets?exclude=retweets%2Creplies&max_results=100&tweet.fields=created_at", cancel);
        return answer.IsWell ? answer.Data : null;
    }

    /// <summary>Only that it is there: a post that was changed has a new id and comes with its words on the way.</summary>
    private static SeenPost? Published(Node post) => post["id"].Id is null ? null : new(XPost.First(post), null, null, XPost.Time(XPost.First(post)) ?? post["created_at"].Moment);

    private async Task<IReadOnlyCollection<string>?> ThereAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var answer = await api.GetAsync(Account, $"tweets?ids={string.Join("%2C", ids)}", cancel);
        return answer.IsWell ? [.. ids.Except(Gone(answer))] : null;
    }

    private static IEnumerable<string> Gone(XAnswer answer) =>
        answer.Body["errors"].Where(e => e["type"].Text?.EndsWith("/resource-not-found", StringComparison.Ordinal) == true).Select(e => e["resource_id"].Id ?? e["value"].Id).OfType<string>();

    private Task DeliverAsync(IReadOnlyList<Storage.Delivery> deliveries, string cursor, XWatch moved, CancellationToken cancel) =>
        deliveries.Count > 0 ? following.DeliverAsync(deliveries, cursor, moved.ToString(), cancel) : following.MoveAsync(cursor, moved.ToString(), cancel);

    private Storage.Delivery Pack(string key, byte[] raw) => channel.Pack(Account.Account, raw, following.Clock.GetUtcNow(), Origin.Incoming, following.NewId, key);
}
