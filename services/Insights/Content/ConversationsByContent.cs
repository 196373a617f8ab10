namespace Inbox.Insights;

/// <summary>The report of content: which conversations each post led to.</summary>
public sealed class ConversationsByContent
{
    private static readonly long SecondDateWithin = (long)TimeSpan.FromDays(30).TotalMilliseconds;
    private readonly PostBook _book;

    internal ConversationsByContent(PostBook book) => _book = book;

    /// <summary>Whom teams want to reach unless they say otherwise.</summary>
    public static IReadOnlyCollection<string> UsuallyWanted { get; } = ["prospect", "customer", "former", "influencer"];

    /// <summary>One row for each post of the period, those with the most relevant talks first.</summary>
    /// <param name="scope">Posts published in its period.</param>
    /// <param name="wanted">Whom the team wants to reach: values of <em>who</em>.</param>
    /// <param name="within">How soon an answer counts.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<ContentRow>> RunAsync(ReportScope scope, IReadOnlyCollection<string> wanted, TimeSpan within, CancellationToken cancel)
    {
        var talks = await _book.TalksAsync(scope, PostBook.TheirPeople, cancel);
        return Of(
            new()
            {
                Posts = await _book.PostsAsync(scope, cancel),
                Talks = await _book.OriginsAsync(scope, talks, cancel),
                TheirTalks = talks.Values,
                Comments = await _book.CommentsAsync(scope, cancel),
                Wanted = wanted,
                AnsweredWithin = within,
                Now = _book.Now,
            },
            scope);
    }

    /// <summary>The conversations that a post led to.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel)
    {
        var origins = await _book.OriginsAsync(scope, await _book.TalksAsync(scope, PostBook.AboutPosts, cancel), cancel);
        return Behind.Of(origins.Where(o => o.Key.ToString() == key).SelectMany(o => o).SelectMany(t => t.Human.Select(s => new Behind(t.Id, s.At))));
    }

    internal static IReadOnlyList<ContentRow> Of(ContentFacts facts, ReportScope scope)
    {
        var people = facts.TheirTalks.GroupBy(t => t.PersonId).Select(p => FirstDate.Of([.. p])).OfType<FirstDate>().ToDictionary(p => p.First.Talks[0].PersonId);
        var rows = facts.Posts.Keys.Union(facts.Talks.Select(t => t.Key)).Select(key => Row(key, facts, people)).OfType<ContentRow>().ToList();
        var gaps = Gaps(rows, scope.Period.To);
        return
        [
            .. rows.Where(r => r.At >= scope.Period.From && r.At < scope.Period.To).Select(r => gaps.TryGetValue(new(r.AccountId, r.ContentId), out var gap) ? r with { KittenGap = gap } : r)
                .OrderByDescending(r => r.Relevant).ThenByDescending(r => r.Talks).ThenByDescending(r => r.People).ThenByDescending(r => r.At).ThenBy(r => r.Key, StringComparer.Ordinal),
        ];
    }

    private static ContentRow? Row(PostKey key, ContentFacts facts, IReadOnlyDictionary<string, FirstDate> people)
    {
        var (post, talks) = (facts.Posts.GetValueOrDefault(key), facts.Talks[key].ToList());
        var audiences = PostBook.Audiences(talks);
        if ((post?.PublishedAt ?? talks.SelectMany(t => t.Human).Select(s => (long?)s.At).Min()) is not { } at)
            return null;
        var (talked, ids) = (audiences.Where(a => a.TalkedAt is not null).ToList(), talks.Select(t => t.Id).ToHashSet());
        var first = audiences.Select(a => people.GetValueOrDefault(a.PersonId)).OfType<FirstDate>()
            .Where(p => p.First.GapEnd <= facts.Now - SecondDateWithin && p.First.Talks.Any(t => ids.Contains(t.Id))).ToList();
        var questions = new QuestionCount((long)facts.AnsweredWithin.TotalMilliseconds, facts.Now);
        talks.SelectMany(t => t.Asks).ToList().ForEach(questions.Add);
        return new()
        {
            Key = key.ToString(),
            AccountId = key.AccountId,
            ContentId = key.ExternalId,
            Title = post?.Title,
            Url = post?.Url,
            At = DateTimeOffset.FromUnixTimeMilliseconds(at),
            Own = post?.Own == true,
            Removed = post?.RemovedAt is not null,
            N = audiences.Count,
            Comments = facts.Comments.GetValueOrDefault(key),
            People = audiences.Count,
            Talks = talked.Count,
            Relevant = talked.Count(a => a.IsOneOf(facts.Wanted)),
            Questions = questions.Row(null).Answered,
            SecondDates = new(first.Count(p => p.After <= SecondDateWithin && !p.IsRepeatProblem), first.Count),
            Outcomes = [.. talks.GroupBy(t => t.Outcome).Select(g => new OutcomeCount(g.Key, g.Count())).OrderByDescending(o => o.N).ThenBy(o => o.Outcome, StringComparer.Ordinal)],
        };
    }

    private static Dictionary<PostKey, int> Gaps(IEnumerable<ContentRow> rows, DateTimeOffset end) =>
        rows.Where(r => r is { Own: true, Removed: false } && r.At < end).GroupBy(r => r.AccountId)
            .SelectMany(a => KittenGap.Of([.. a.OrderByDescending(r => r.At).Take(KittenGap.Posts).Select(r => (new PostKey(r.AccountId, r.ContentId), r.Comments, r.Relevant))]))
            .ToDictionary();
}
