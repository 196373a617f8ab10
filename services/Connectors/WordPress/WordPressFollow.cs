using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Connectors.Posts;
using Inbox.Contracts;

namespace Inbox.Connectors.WordPress;

/// <summary>
/// Looks at the newest comments every few seconds and at all that are watched once a minute. By number and not by time: times have one second, a comment taken back
/// from spam is old when it comes, and a change leaves no time at all.
/// </summary>
internal sealed class WordPressFollow(IChannel channel, WordPressApi api, Following following, Pace pace)
{
    public const string Cursor = "comments";
    private const string Moderators = "moderators";
    private const int AtOnce = 100;
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1), WhenPushed = TimeSpan.FromSeconds(30);
    private readonly OwnPosts _posts = new(following, WordPressPost.Read);
    private HashSet<long> _ours = [];
    private string? _site;

    private ConnectedAccount Account => following.Account;

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            var watch = await WatchAsync(cancel);
            for (var deepAt = DateTimeOffset.MinValue; ;)
            {
                var deep = following.Clock.GetUtcNow() >= deepAt;
                if (deep)
                    (_ours, deepAt) = (await OursAsync(cancel), following.Clock.GetUtcNow() + Seldom);
                watch = await LookAsync(watch, deep, cancel);
                await _posts.LookAsync(ArticlesAsync, cancel);
                await following.WellAsync();
                await Task.Delay(Account["secret"] is null ? pace.BetweenLooks : WhenPushed, following.Clock, cancel);
            }
        }
        catch (OutboundException e)
        {
            throw new ChannelException(e.Message, e);
        }
    }

    /// <summary>What is known of the site, when it is the one that answers.</summary>
    private async Task<WordPressWatch?> WatchAsync(CancellationToken cancel)
    {
        var watch = WordPressWatch.Read(await following.CursorAsync(Cursor, cancel));
        _site = WordPressSite.Name((await AskAsync("users/me", "context=edit", cancel)).Body) ?? watch?.Site;
        if (await WordPressSite.ProblemAsync(api, Account, watch, _site, cancel) is { } problem)
            throw new ChannelException(problem);
        if (watch is null || watch.Site == _site)
            return watch;
        if (watch.Site is not null && !WordPressSite.CanTell(watch))
            return await AfreshAsync(cancel);
        watch = watch with { Site = _site };
        await following.MoveAsync(Cursor, watch.ToString(), cancel);
        return watch;
    }

    /// <summary>Where nothing shows that it is the site of before, nothing is known of it: what is said there is history, and what was watched is let be.</summary>
    private async Task<WordPressWatch?> AfreshAsync(CancellationToken cancel)
    {
        await following.MoveAsync(OwnPosts.Cursor, "{}", cancel);
        await following.MoveAsync(Moderators, "[]", cancel);
        return null;
    }

    /// <summary>Everybody who speaks for the site: the application password's user, and the others who moderate, where that user may see them.</summary>
    private async Task<HashSet<long>> OursAsync(CancellationToken cancel)
    {
        var me = await AskAsync("users/me", "context=edit", cancel);
        var others = await api.GetAsync(Account, "users", $"context=edit&capabilities=moderate_comments&per_page={AtOnce}", cancel);
        var known = JsonSerializer.Deserialize<HashSet<long>>(await following.CursorAsync(Moderators, cancel) ?? "[]")!;
        if (others is not { IsWell: true, Body.IsList: true })
        {
            // Something may stand before the list for a while, a login page or a firewall: nobody whom we know becomes a stranger by it. Where nobody is known, what may pass by itself is no refusal.
            if (known.Count == 0 && others.Reply.Status is 408 or 429 or >= 500)
                Well(others);
            return [.. known, .. Numbers([me.Body])];
        }
        HashSet<long> now = [.. Numbers(others.Body.Where(u => u["capabilities"]["moderate_comments"].IsTrue).Append(me.Body))];
        if (!now.SetEquals(known))
            await following.MoveAsync(Moderators, JsonSerializer.Serialize(now), cancel);
        return now;
    }

    private static IEnumerable<long> Numbers(IEnumerable<Node> users) => users.Select(u => u["id"].Number).OfType<long>();

    /// <summary>The articles that everybody can read. After the comments, and with nothing said when the site gives none: comments are what must not be missed.</summary>
    private async Task<IEnumerable<Node>?> ArticlesAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var answer = await api.GetAsync(
            Account, "posts", $"status=publish&after={since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}&orderby=date&order=desc&per_page={OwnPosts.Most}&_embed=wp:featuredmedia&_fields={WordPressPost.Fields}", cancel);
        return answer.IsWell ? answer.Body : null;
    }

    private async Task<WordPressWatch> LookAsync(WordPressWatch? watch, bool deep, CancellationToken cancel)
    {
        var touched = await following.TouchedAsync(cancel);
        var shown = new Dictionary<long, string>();
        long lowest = 0;
        for (var page = 1; ; page++)
        {
            // "all" is what is approved or waits; without the right to moderate WordPress would refuse the whole question.
            var answer = await AskAsync("comments", $"context=edit&status=all&orderby=id&order=desc&per_page={AtOnce}&page={page}&_fields=id,content,status", cancel);
            foreach (var comment in answer.Body)
                if (comment["id"].Number is { } id)
                    shown[id] = WordPressComment.Mark(comment);
            lowest = page >= answer.Pages ? 0 : shown.Keys.DefaultIfEmpty(0).Min();
            if (page >= answer.Pages || watch is null || lowest <= watch.Floor || !deep && lowest <= watch.Newest)
                break;
        }
        var isFirst = watch is null;
        watch ??= new(lowest, ImmutableSortedDictionary<long, string>.Empty) { Site = _site };
        var news = watch.Against(shown, lowest);
        var known = Known(touched);
        foreach (var some in news.Fresh.Concat(news.Changed).Concat(news.Missing).Union(known.Keys).Chunk(AtOnce))
            watch = await DeliverAsync(watch, some, known, isFirst, cancel);
        if (isFirst)
            await following.MoveAsync(Cursor, watch.ToString(), cancel);
        await following.LookedAtAsync(touched, cancel);
        return watch;
    }

    /// <summary>
    /// What staff made of comments since the look before: Inbox shows them so, whatever is remembered here. One that was marked as spam, is approved again and put into the trash before anybody looked
    /// is known to nobody else.
    /// </summary>
    private static Dictionary<long, ModerationState> Known(IReadOnlyList<Storage.Touch> touched)
    {
        var known = new Dictionary<long, ModerationState>();
        foreach (var (externalId, standing) in touched)
            if (long.TryParse(externalId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                known[id] = standing.State;
        return known;
    }

    /// <summary>Fetches comments whole, whatever has become of them, and delivers what happened to each.</summary>
    private async Task<WordPressWatch> DeliverAsync(WordPressWatch watch, long[] ids, Dictionary<long, ModerationState> touched, bool historic, CancellationToken cancel)
    {
        var at = following.Clock.GetUtcNow(); // before WordPress is asked: what happens meanwhile is later
        var answer = await AskAsync("comments", $"context=edit&status=any&include={string.Join(',', ids)}&per_page={AtOnce}&_embed=up", cancel);
        var whole = answer.Body.Where(c => c["id"].Number is not null).ToDictionary(c => c["id"].Number!.Value);
        var (before, deliveries) = (watch, new List<Storage.Delivery>());
        foreach (var id in ids)
        {
            var (known, comment) = (before.Seen.GetValueOrDefault(id), whole.GetValueOrDefault(id));
            ModerationState? stands = comment.Exists ? WordPressComment.State(comment) : null, made = touched.TryGetValue(id, out var state) ? state : null;
            if (stands is ModerationState.Approved or ModerationState.Held)
            {
                var mark = WordPressComment.Mark(comment);
                if (known is null)
                    deliveries.Add(Pack("created", id, comment, at, historic));
                else if (WordPressComment.Words(mark) != WordPressComment.Words(known))
                    deliveries.Add(Pack("edited", id, comment, at));
                if (known is not null && (mark != known || made is not null && made != stands))
                    deliveries.Add(Pack("moderated", id, comment, at));
                watch = watch.With(id, mark);
            }
            else if (known is not null || made is not null && made != stands)
            {
                deliveries.Add(Pack(stands is ModerationState.Spam ? "moderated" : "removed", id, comment, at));
                watch = watch.Without(id);
            }
        }
        if (deliveries.Count > 0)
            await following.DeliverAsync(deliveries, Cursor, watch.ToString(), cancel);
        return watch;
    }

    private Storage.Delivery Pack(string happened, long id, Node comment, DateTimeOffset at, bool historic = false)
    {
        var ours = comment["author"].Number is { } author && _ours.Contains(author);
        var raw = $$"""{"event":"{{happened}}","at":"{{at:O}}","ours":{{(ours ? "true" : "false")}},"historic":{{(historic ? "true" : "false")}},"comment":{{(comment.Exists ? comment : $$"""{"id":{{id}}}""")}}}""";
        return channel.Pack(Account.Account, Encoding.UTF8.GetBytes(raw), at, Origin.Incoming, following.NewId, historic ? $"{id}" : $"{id} {happened} {at:O}");
    }

    private async Task<WordPressAnswer> AskAsync(string path, string query, CancellationToken cancel) => Well(await api.GetAsync(Account, path, query, cancel));

    private static WordPressAnswer Well(WordPressAnswer answer) =>
        answer.IsWell ? answer : throw new ChannelException(answer.Explain().Problem) { Transient = answer.Reply.Status is 408 or 429 or >= 500, After = answer.Reply.RetryAfter };
}
