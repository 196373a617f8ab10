using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The report of accounts: is anybody listening there, do we talk or broadcast, and does what begins in the open go on in private?</summary>
public sealed class ChannelsReport
{
    private const string Relevant = "relevant";
    private readonly Database _database;
    private readonly PostBook _book;
    private readonly PackBook _packs;

    internal ChannelsReport(Database database, PostBook book, PackBook packs) => (_database, _book, _packs) = (database, book, packs);

    /// <summary>One row for each account that may be counted, also where nothing happened.</summary>
    /// <param name="scope">The period; listening looks at the eight weeks before its end.</param>
    /// <param name="wanted">Whom the team wants to reach: values of <em>who</em>.</param>
    /// <param name="within">How soon an answer counts; null for one working day of each account.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<ChannelRow>> RunAsync(ReportScope scope, IReadOnlyCollection<string> wanted, TimeSpan? within, CancellationToken cancel)
    {
        var channels = await _database.ListAsync<(string Id, string Channel)>(
            $"select id, channel from accounts where {_database.Dialect.In("id", "accounts")}", new { accounts = scope.Accounts.ToArray() }, cancel);
        var posts = (await _book.PostsAsync(scope, cancel)).Values.Where(p => p.IsPublished).ToLookup(p => p.AccountId);
        var views = await _book.TalksAsync(scope, cancel);
        var by = await _book.AnswerByAsync(scope, within, views, cancel);
        var origins = await _book.OriginsAsync(scope, by, cancel);
        _book.Meet(views, origins, wanted);
        var counts = ChannelCount.Of(views, scope.Period, by, _book.Now);
        var relevant = origins.Posts.Values.ToLookup(p => p.Key.AccountId);
        var carried = await PrivateReplies.ReadAsync(_database, scope, cancel);
        return [.. channels.OrderBy(c => c.Id, StringComparer.Ordinal).Select(c => Row(c.Id, c.Channel))];

        ChannelRow Row(string id, string channel)
        {
            var own = relevant[id].SelectMany(p => p.RelevantAt.Select(at => (p.Key, at))).ToLookup(r => r.Key, r => r.at);
            var listening = Listening.Of([.. posts[id]], own, Math.Min(scope.Period.End, _book.Now));
            var (oneToOne, weeks) = OneToOne.Of(counts.GetValueOrDefault(id)?.Sent ?? [], posts[id], scope.Period);
            var (share, refused, notSent) = carried.GetValueOrDefault(id);
            return new()
            {
                Key = id,
                Channel = channel,
                N = listening.Share.N,
                Listening = listening.Share,
                Verdict = listening.Verdict,
                PostsSinceRelevant = listening.PostsSince,
                LastRelevantAt = listening.LastAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
                Questions = counts.GetValueOrDefault(id)?.Questions ?? default,
                OneToOne = oneToOne,
                Weeks = weeks,
                CarriedToPrivate = share,
                Refused = refused,
                NotSent = notSent,
            };
        }
    }

    /// <summary>Of what an account's conversations can be listed: the relevant ones that show that somebody listens.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Relevant];

    /// <summary>The conversations of an account in which something was said in the period, or those that its posts of the eight weeks led to soon enough.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The account.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all.</param>
    /// <param name="wanted">Whom the team wants to reach: values of <em>who</em>.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, IReadOnlyCollection<string> wanted, CancellationToken cancel) => part == Relevant
        ? await HeardAsync(scope, key, wanted, cancel)
        : Behind.Of(await _packs.ReadAsync(scope, cancel), scope with { GroupBy = "account" }, key, isTheirs: false);

    private async Task<IReadOnlyList<Behind>> HeardAsync(ReportScope scope, string? key, IReadOnlyCollection<string> wanted, CancellationToken cancel)
    {
        var end = Math.Min(scope.Period.End, _book.Now);
        var posts = (await _book.PostsAsync(scope, cancel)).Values.Where(p => p.IsPublished && p.AccountId == key && Listening.IsMature(p, end)).ToDictionary(p => p.Key);
        var (views, origins, behind) = (await _book.TalksAsync(scope, cancel), await _book.OriginsAsync(scope, AnswerBy.Within(TimeSpan.Zero), cancel), new List<Behind>());
        _book.TalkedWith(views, origins, wanted, (post, at) => posts.TryGetValue(post, out var one) && Listening.IsSoon(one, at), (view, talk) =>
            behind.Add(new(view.Pack.Ids[talk], Behind.Last(view.Pack, talk, long.MinValue, long.MaxValue, isTheirs: false))));
        return Behind.Of(behind);
    }
}
