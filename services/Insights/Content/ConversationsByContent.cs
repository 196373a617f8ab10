using Inbox.Contracts;

namespace Inbox.Insights;

/// <summary>The report of content: which conversations each post led to.</summary>
public sealed class ConversationsByContent
{
    private readonly PostBook _book;

    internal ConversationsByContent(PostBook book) => _book = book;

    /// <summary>Whom teams want to reach unless they say otherwise.</summary>
    public static IReadOnlyCollection<string> UsuallyWanted { get; } = ["prospect", "customer", "former", "influencer"];

    /// <summary>One row for each post of the period, those with the most relevant talks first.</summary>
    /// <param name="scope">Posts published in its period.</param>
    /// <param name="wanted">Whom the team wants to reach: values of <em>who</em>.</param>
    /// <param name="within">How soon an answer counts; null for one working day of its account.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<ContentRow>> RunAsync(ReportScope scope, IReadOnlyCollection<string> wanted, TimeSpan? within, CancellationToken cancel)
    {
        var views = await _book.TalksAsync(scope, cancel);
        var origins = await _book.OriginsAsync(scope, await _book.AnswerByAsync(scope, within, views, cancel), cancel);
        origins.Count(views);
        _book.Meet(views, origins, wanted);
        var rows = Of(await _book.PostsAsync(scope, cancel), origins.Posts, scope);
        // A thread that begins with what somebody wrote to us is known by that message's id, and is no post.
        var begun = await _book.BegunAsync([.. rows.Where(r => r is { Title: null, Url: null }).Select(KeyOf)], cancel);
        return [.. rows.Where(r => !begun.Contains(KeyOf(r)))];
    }

    private static PostKey KeyOf(ContentRow row) => new(row.AccountId, row.ContentId);

    /// <summary>Of whom a post's conversations can be listed: people with whom it became a conversation, and those of them whom the team wants to reach.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["talks", "relevant"];

    /// <summary>The conversations that a post led to.</summary>
    /// <param name="scope">What the report is about.</param>
    /// <param name="key">The row.</param>
    /// <param name="part">One of <see cref="Parts"/>; null for all.</param>
    /// <param name="wanted">Whom the team wants to reach: values of <em>who</em>.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, string? part, IReadOnlyCollection<string> wanted, CancellationToken cancel)
    {
        var (views, origins, behind) = (await _book.TalksAsync(scope, cancel), await _book.OriginsAsync(scope, AnswerBy.Within(TimeSpan.Zero), cancel), new List<Behind>());
        if (part is not null)
            _book.TalkedWith(views, origins, part == "relevant" ? wanted : null, (post, _) => post.ToString() == key, Look);
        else
            foreach (var view in views)
                for (var talk = 0; talk < view.Count; talk++)
                    if (view.HasPerson(talk))
                        Look(view, talk);
        return Behind.Of(behind);

        void Look(PackView view, int talk)
        {
            if (origins.Of(view, talk)?.Key.ToString() == key)
                foreach (var said in view.Pack.SaidIn(talk))
                    if (said.IsHuman)
                        behind.Add(new(view.Pack.Ids[talk], said.At));
        }
    }

    internal static IReadOnlyList<ContentRow> Of(ContentFacts facts, ReportScope scope)
    {
        var views = PackView.Of(facts.TheirTalks);
        var origins = new Origins(new(facts.Talks.SelectMany(p => p.Select(t => (t.Id, p.Key))).ToDictionary(t => t.Id, t => t.Key)), AnswerBy.Within(facts.AnsweredWithin), facts.Now);
        origins.Count(views);
        foreach (var (post, count) in origins.Posts)
            count.Comments = facts.Comments.GetValueOrDefault(post);
        PostBook.Meet(Crowd.Of(views, origins.Carried), origins, facts.Wanted, facts.Now);
        var counts = origins.Posts.ToDictionary();
        foreach (var (post, comments) in facts.Comments.Where(c => !counts.ContainsKey(c.Key)))
            counts[post] = new(post, new(0)) { Comments = comments };
        return Of(facts.Posts, counts, scope);
    }

    private static IReadOnlyList<ContentRow> Of(IReadOnlyDictionary<PostKey, Post> posts, IReadOnlyDictionary<PostKey, PostCount> counts, ReportScope scope)
    {
        var rows = posts.Keys.Union(counts.Keys).Select(key => Row(key, posts.GetValueOrDefault(key), counts.GetValueOrDefault(key) ?? new(key, new(0)))).OfType<ContentRow>().ToList();
        var gaps = Gaps(rows, scope.Period.To);
        return
        [
            .. rows.Where(r => r.At >= scope.Period.From && r.At < scope.Period.To).Select(r => gaps.TryGetValue(new(r.AccountId, r.ContentId), out var gap) ? r with { KittenGap = gap } : r)
                .OrderByDescending(r => r.Relevant).ThenByDescending(r => r.Talks).ThenByDescending(r => r.People).ThenByDescending(r => r.At).ThenBy(r => r.Key, StringComparer.Ordinal),
        ];
    }

    private static ContentRow? Row(PostKey key, Post? post, PostCount count) =>
        (post?.PublishedAt ?? count.FirstAt) is not { } at ? null : new()
        {
            Key = key.ToString(),
            AccountId = key.AccountId,
            ContentId = key.ExternalId,
            Title = post?.Title,
            Url = post?.Url,
            Campaign = Campaign.Read(key.ExternalId),
            At = DateTimeOffset.FromUnixTimeMilliseconds(at),
            Own = post?.Own == true,
            Removed = post?.RemovedAt is not null,
            N = count.People,
            Comments = count.Comments,
            People = count.People,
            Talks = count.Talks,
            Relevant = count.RelevantAt.Count,
            Questions = count.Questions,
            SecondDates = new(count.Dates.Back, count.Dates.Of),
            Outcomes = count.Outcomes,
        };

    private static Dictionary<PostKey, int> Gaps(IEnumerable<ContentRow> rows, DateTimeOffset end) =>
        rows.Where(r => r is { Own: true, Removed: false } && r.At < end).GroupBy(r => r.AccountId)
            .SelectMany(a => KittenGap.Of([.. a.OrderByDescending(r => r.At).Take(KittenGap.Posts).Select(r => (new PostKey(r.AccountId, r.ContentId), r.Comments, r.Relevant))]))
            .ToDictionary();
}
