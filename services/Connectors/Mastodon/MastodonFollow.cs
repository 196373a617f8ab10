using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Connectors.Posts;
using Inbox.Storage;

namespace Inbox.Connectors.Mastodon;

/// <summary>
/// Asks for what came after the last notification, as soon as the stream says that there is one, and now and then in any case: what the stream says is a hint only, so that what it loses is
/// found. Once a minute it looks at what our account wrote elsewhere and at what was edited or deleted.
/// </summary>
internal sealed class MastodonFollow(IChannel channel, MastodonApi api, Following following)
{
    private const string Cursor = "statuses", Kinds = "types[]=mention&types[]=quote&include_filtered=true";
    private const int AtOnce = 40, TogetherAtMost = 20;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10), Listening = TimeSpan.FromSeconds(30), Seldom = TimeSpan.FromMinutes(1), Daily = TimeSpan.FromDays(1), Breath = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, Node> _roots = [];
    private string _me = "", _self = "";

    private ConnectedAccount Account => following.Account;

    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var stream = new MastodonStream(api, Account, following.Clock);
        var listening = Task.CompletedTask;
        try
        {
            var me = (await AskAsync("v1/accounts/verify_credentials", cancel)).Body;
            _me = me["id"].Id ?? throw new ChannelException("The server does not say whose token this is.");
            _self = $"{(Uri.TryCreate(me["url"].Text, UriKind.Absolute, out var page) ? page : new(MastodonSettings.Root(Account))).Authority} {_me}";
            listening = stream.RunAsync(stop.Token);
            var posts = new OwnPosts(following, Published) { IsNews = status => status["edited_at"].Exists, Still = async (ids, stop) => [.. (await ThereAsync(ids, stop)).Keys] };
            var watch = await WatchAsync(cancel);
            for (var (deepAt, limitsAt) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue); ;)
            {
                if (following.Clock.GetUtcNow() >= limitsAt)
                    limitsAt = following.Clock.GetUtcNow() + await LimitsAsync(cancel);
                watch = await NotificationsAsync(watch, cancel);
                if (following.Clock.GetUtcNow() >= deepAt)
                    (watch, deepAt) = (await ChangesAsync(await OwnAsync(watch, cancel), cancel), following.Clock.GetUtcNow() + Seldom);
                await posts.LookAsync(PostsAsync, cancel);
                await following.WellAsync();
                // The stream may live on while the rest hangs: two looks in vain must be over within a minute.
                await stream.NewsAsync(stream.IsOpen ? Listening : Often, Breath, cancel);
            }
        }
        catch (OutboundException e)
        {
            throw new ChannelException(e.Message, e);
        }
        finally
        {
            await stop.CancelAsync();
            await listening;
        }
    }

    /// <summary>How far it was read. Numbers are each server's own: on another one, or with the token of another account, everything begins again, and what was watched before is let be.</summary>
    private async Task<MastodonWatch?> WatchAsync(CancellationToken cancel)
    {
        var watch = MastodonWatch.Read(await following.CursorAsync(Cursor, cancel));
        if (watch is null || watch.Of == _self)
            return watch;
        if (watch.Of is not null)
        {
            await following.MoveAsync(OwnPosts.Cursor, "{}", cancel);
            return null;
        }
        watch = watch with { Of = _self };
        await following.MoveAsync(Cursor, watch.ToString(), cancel);
        return watch;
    }

    /// <summary>How much the server takes: by its own word, which whoever runs it may change. How long that holds.</summary>
    private async Task<TimeSpan> LimitsAsync(CancellationToken cancel)
    {
        var answer = await api.InstanceAsync(Account, cancel);
        if (!answer.IsWell)
            return Seldom;
        following.Takes((int)Math.Clamp(MastodonLimits.Of(answer.Body).Characters - MastodonChannel.Room, 1, 1_000_000));
        return Daily;
    }

    /// <summary>What came since, oldest first; at the first look the newest page, as history.</summary>
    private async Task<MastodonWatch> NotificationsAsync(MastodonWatch? watch, CancellationToken cancel)
    {
        for (var first = watch is null; ; first = false)
        {
            var page = (await AskAsync($"v1/notifications?{Kinds}&limit={AtOnce}{(first ? "" : $"&min_id={Uri.EscapeDataString(watch!.Notification)}")}", cancel)).Body.ToList();
            var statuses = page.Select(n => n["status"]).Where(MastodonStatus.Is).Reverse().ToList();
            watch ??= MastodonWatch.Empty with { Of = _self };
            if (page.Count > 0 && page[0]["id"].Id is { } newest)
                watch = await DeliverAsync(watch with { Notification = newest }, statuses, first, cancel);
            else if (first)
                await following.MoveAsync(Cursor, watch.ToString(), cancel);
            if (first || page.Count == 0)
                return watch;
        }
    }

    /// <summary>What our account wrote: its posts, and in other programs answers to somebody.</summary>
    private async Task<MastodonWatch> OwnAsync(MastodonWatch watch, CancellationToken cancel)
    {
        for (var first = watch.Own == "0"; ; first = false)
        {
            var page = (await AskAsync($"v1/accounts/{Uri.EscapeDataString(_me)}/statuses?exclude_reblogs=true&limit={AtOnce}{(first ? "" : $"&min_id={Uri.EscapeDataString(watch.Own)}")}", cancel)).Body.ToList();
            var answers = page.Where(s => MastodonStatus.Is(s) && (IsAnswer(s) || IsPost(s))).Reverse().ToList();
            if (page.Count > 0 && page[0]["id"].Id is { } newest)
                watch = await DeliverAsync(watch with { Own = newest }, answers, first, cancel);
            if (first || page.Count == 0)
                return watch;
        }
    }

    /// <summary>Whether it is said to somebody: a thread of our own is not.</summary>
    private bool IsAnswer(Node status) =>
        MastodonStatus.IsDirect(status) || status["in_reply_to_id"].Exists && (status["in_reply_to_account_id"].Id != _me || status["mentions"].Any(m => m["id"].Id != _me));

    /// <summary>A post that people may talk about.</summary>
    private static bool IsPost(Node status) => !MastodonStatus.IsDirect(status) && !status["in_reply_to_id"].Exists;

    private static SeenPost? Published(Node status) => MastodonStatus.Is(status) && IsPost(status) && MastodonStatus.Content(status) is { } content ? MastodonStatus.Seen(status, content) : null;

    /// <summary>What our account published, the newest hundred or so; null when it cannot be had.</summary>
    private async Task<IEnumerable<Node>?> PostsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var all = new List<Node>();
        while (all.Count < OwnPosts.Most)
        {
            var answer = await api.GetAsync(Account, $"v1/accounts/{Uri.EscapeDataString(_me)}/statuses?exclude_reblogs=true&exclude_replies=true&limit={AtOnce}{(all.Count == 0 ? "" : $"&max_id={Uri.EscapeDataString(all[^1]["id"].Id ?? "0")}")}", cancel);
            if (!answer.IsWell)
                return null;
            all.AddRange(answer.Body);
            if (answer.Body.Count() < AtOnce || all[^1]["created_at"].Moment < since)
                break;
        }
        return Node.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', all)}]"), out _);
    }

    private async Task<MastodonWatch> DeliverAsync(MastodonWatch watch, IReadOnlyList<Node> statuses, bool historic, CancellationToken cancel)
    {
        var deliveries = new List<Delivery>();
        foreach (var status in statuses)
        {
            var id = status["id"].Id!;
            deliveries.Add(Pack("said", status, await RootAsync(status, cancel), historic, id));
            if (!IsPost(status) || status["account"]["id"].Id != _me)
                watch = watch.With(id, status["edited_at"].Text);
        }
        if (deliveries.Count > 0)
            await following.DeliverAsync(deliveries, Cursor, watch.ToString(), cancel);
        else
            await following.MoveAsync(Cursor, watch.ToString(), cancel);
        return watch;
    }

    /// <summary>Holds what the watched statuses say now against what they said.</summary>
    private async Task<MastodonWatch> ChangesAsync(MastodonWatch watch, CancellationToken cancel)
    {
        foreach (var some in watch.Seen.Chunk(TogetherAtMost))
        {
            var now = await StatusesAsync([.. some.Select(s => s.Id)], cancel);
            var deliveries = new List<Delivery>();
            foreach (var mark in some)
                if (!now.TryGetValue(mark.Id, out var status))
                {
                    watch = watch.Without(mark.Id);
                    deliveries.Add(Pack("removed", default, default, false, mark.Id));
                }
                else if (status["edited_at"].Text is { } edited && edited != mark.Edited)
                {
                    watch = watch.With(mark.Id, edited);
                    deliveries.Add(Pack("edited", status, default, false, mark.Id, edited));
                }
            if (deliveries.Count > 0)
                await following.DeliverAsync(deliveries, Cursor, watch.ToString(), cancel);
        }
        return watch;
    }

    private async Task<Dictionary<string, Node>> ThereAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var there = new Dictionary<string, Node>();
        foreach (var some in ids.Chunk(TogetherAtMost))
            foreach (var (id, status) in await StatusesAsync(some, cancel))
                there[id] = status;
        return there;
    }

    /// <summary>Several statuses at once; one by one on servers before 4.3.</summary>
    private async Task<Dictionary<string, Node>> StatusesAsync(string[] ids, CancellationToken cancel)
    {
        var answer = await api.GetAsync(Account, $"v1/statuses?{string.Join('&', ids.Select(id => $"id[]={Uri.EscapeDataString(id)}"))}", cancel);
        if (answer.Reply.Status is not (404 or 405))
            return Well(answer).Body.Where(MastodonStatus.Is).ToDictionary(s => s["id"].Id!);
        var found = new Dictionary<string, Node>();
        foreach (var id in ids)
        {
            var one = await api.GetAsync(Account, $"v1/statuses/{Uri.EscapeDataString(id)}", cancel);
            if (one.Reply.Status != 404 && Well(one).Body is var status && MastodonStatus.Is(status))
                found[id] = status;
        }
        return found;
    }

    /// <summary>The status that a thread began with, as far as our server knows.</summary>
    private async Task<Node> RootAsync(Node status, CancellationToken cancel)
    {
        if (status["in_reply_to_id"].Id is not { } parent || MastodonStatus.IsDirect(status))
            return default;
        if (_roots.TryGetValue(parent, out var known))
            return known;
        var answer = await api.GetAsync(Account, $"v1/statuses/{Uri.EscapeDataString(status["id"].Id!)}/context", cancel);
        if (_roots.Count > 1000)
            _roots.Clear();
        return answer.Reply.Status == 404 ? default : _roots[parent] = Well(answer).Body["ancestors"][0];
    }

    private Delivery Pack(string happened, Node status, Node root, bool historic, string id, string? mark = null)
    {
        var at = following.Clock.GetUtcNow();
        var said = status.Exists ? status.ToString() : $$"""{"id":"{{System.Text.Json.JsonEncodedText.Encode(id)}}"}""";
        var raw = $$"""{"happened":"{{happened}}","at":"{{at:O}}","me":"{{System.Text.Json.JsonEncodedText.Encode(_me)}}","historic":{{(historic ? "true" : "false")}},"status":{{said}},"root":{{(root.Exists ? root : "null")}}}""";
        return channel.Pack(Account.Account, Encoding.UTF8.GetBytes(raw), at, Origin.Incoming, following.NewId, happened == "said" ? id : $"{id} {happened} {mark}");
    }

    private async Task<MastodonAnswer> AskAsync(string path, CancellationToken cancel) => Well(await api.GetAsync(Account, path, cancel));

    private MastodonAnswer Well(MastodonAnswer answer) => answer.IsWell ? answer : throw new ChannelException(answer.Explain().Problem)
    {
        Transient = answer.Reply.Status is 408 or 429 or >= 500, After = answer.Reply.Status == 429 ? answer.Reset - following.Clock.GetUtcNow() : answer.Reply.RetryAfter,
    };
}
