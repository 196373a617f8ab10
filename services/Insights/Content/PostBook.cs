using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Reads posts and who talked because of them.</summary>
internal sealed class PostBook(Database database, PackBook packs, PersonShelf persons, AccountBook accounts)
{
    public long Now => packs.Now;

    /// <summary>Until when answers in these conversations are in time: null for one working day of each account.</summary>
    public Task<AnswerBy> AnswerByAsync(ReportScope scope, TimeSpan? within, IReadOnlyList<PackView> views, CancellationToken cancel) =>
        accounts.AnswerByAsync(scope.Accounts, within, views.Select(v => v.Pack.FirstAsk).DefaultIfEmpty(Now).Min(), Now, cancel);

    public Task<IReadOnlyList<PackView>> TalksAsync(ReportScope scope, CancellationToken cancel) => packs.ReadAsync(scope.Accounts, cancel);

    /// <summary>Counts whom each post brought to us.</summary>
    /// <param name="views">Where all conversations are.</param>
    /// <param name="origins">What is counted.</param>
    /// <param name="wanted">Whom the team wants to reach: values of <em>who</em>.</param>
    public void Meet(IReadOnlyList<PackView> views, Origins origins, IReadOnlyCollection<string> wanted) => Meet(persons.Of(views, origins.Carried), origins, wanted, Now);

    /// <summary>Looks at all conversations of those with whom it became a conversation because of a post: each with the post that it became one about.</summary>
    /// <param name="views">Where all conversations are.</param>
    /// <param name="origins">Where they come from.</param>
    /// <param name="wanted">Whom the team wants to reach; null for everybody.</param>
    /// <param name="counts">Whether one counts that became a conversation about a post at a time.</param>
    /// <param name="look">Looks at one.</param>
    public void TalkedWith(IReadOnlyList<PackView> views, Origins origins, IReadOnlyCollection<string>? wanted, Func<PostKey, long, bool> counts, Action<PackView, int> look)
    {
        foreach (var part in persons.Of(views, origins.Carried).Parts)
            part.Meetings!.TalkedWith(part, wanted, origins, counts, look);
    }

    internal static void Meet(Crowd crowd, Origins origins, IReadOnlyCollection<string> wanted, long now)
    {
        foreach (var part in crowd.Parts)
            part.Meetings!.Count(part, wanted, origins, now);
    }

    public async Task<IReadOnlyDictionary<PostKey, Post>> PostsAsync(ReportScope scope, CancellationToken cancel) =>
        (await database.ListAsync<Post>(
            $"""
            select account_id as AccountId, external_id as ExternalId, title, url, published_at as PublishedAt, own, removed_at as RemovedAt
            from contents
            where {database.Dialect.In("account_id", "accounts")}
            """,
            new { accounts = scope.Accounts.ToArray() }, cancel)).ToDictionary(p => p.Key);

    /// <summary>Which of these are threads that somebody began themselves: known by the message that began them, which is about itself.</summary>
    public async Task<HashSet<PostKey>> BegunAsync(IReadOnlyCollection<PostKey> posts, CancellationToken cancel) =>
        posts.Count == 0 ? [] : [.. (await database.ListAsync<(string Account, string Id)>(
            Begun(database.Dialect), new { accounts = posts.Select(p => p.AccountId).Distinct().ToArray(), ids = posts.Select(p => p.ExternalId).ToArray() }, cancel)).Select(r => new PostKey(r.Account, r.Id))];

    /// <summary>Asks the message and not its conversation, which is about something else once it was merged. Platforms may number posts and comments each for themselves: an id alone tells nothing.</summary>
    internal static string Begun(Dialect dialect) =>
        $"""
        select account_id, external_id
        from messages
        where {dialect.In("account_id", "accounts")} and {dialect.In("external_id", "ids")} and message_id is null and content_id = external_id and direction = 'in'
        """;

    /// <summary>The post that each talk comes from. Answers to comments are few and have an index of their own: a cross join has SQLite begin with them and not with every conversation.</summary>
    public async Task<Origins> OriginsAsync(ReportScope scope, AnswerBy by, CancellationToken cancel) =>
        new(
            new((await database.ListAsync<(string Talk, string Account, string Content)>(
                $"""
                select m.conversation_id, c.account_id, c.content_id
                from messages m
                cross join messages a
                join conversations c on c.id = a.conversation_id
                where m.answers_comment is not null and a.id = m.answers_comment and m.conversation_id <> a.conversation_id and c.content_id is not null and {database.Dialect.In("c.account_id", "accounts")}
                  and not exists (select 1 from messages e where e.conversation_id = m.conversation_id and e.kind = 'message' and (e.at < m.at or e.at = m.at and e.id < m.id))
                """,
                new { accounts = scope.Accounts.ToArray() }, cancel)).DistinctBy(r => r.Talk).ToDictionary(r => r.Talk, r => new PostKey(r.Account, r.Content))),
            by, Now);
}
