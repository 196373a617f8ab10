using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Reads posts, who talked because of them, and how loud it was.</summary>
internal sealed class PostBook(Database database, TalkBook talks)
{
    /// <summary>Conversations that a post may be the origin of.</summary>
    public const string AboutPosts = "(c.content_id is not null or c.id in (select m.conversation_id from messages m where m.answers_comment is not null))";

    /// <summary>The same people's other conversations with them: whether they came back is told from all.</summary>
    public const string TheirPeople = $"c.person_id in (select c.person_id from conversations c where {AboutPosts})";

    public long Now => talks.Now;

    public async Task<IReadOnlyDictionary<PostKey, Post>> PostsAsync(ReportScope scope, CancellationToken cancel) =>
        (await database.ListAsync<Post>(
            $"""
            select account_id as AccountId, external_id as ExternalId, title, url, published_at as PublishedAt, own, removed_at as RemovedAt
            from contents
            where {database.Dialect.In("account_id", "accounts")}
            """,
            new { accounts = scope.Accounts.ToArray() }, cancel)).ToDictionary(p => p.Key);

    public Task<IReadOnlyDictionary<string, Talk>> TalksAsync(ReportScope scope, string condition, CancellationToken cancel) => talks.ReadAsync(scope, condition, withWords: false, cancel);

    /// <summary>
    /// The post that each talk comes from: what it is about, else, for one that began with our private answer to a comment, what the comment was about. All others are direct.
    /// </summary>
    public async Task<ILookup<PostKey, Talk>> OriginsAsync(ReportScope scope, IReadOnlyDictionary<string, Talk> all, CancellationToken cancel)
    {
        var carried = (await database.ListAsync<(string Talk, string Account, string Content)>(
            $"""
            select m.conversation_id, c.account_id, c.content_id
            from messages m
            join messages a on a.id = m.answers_comment
            join conversations c on c.id = a.conversation_id
            where m.answers_comment is not null and m.conversation_id <> a.conversation_id and c.content_id is not null and {database.Dialect.In("c.account_id", "accounts")}
              and not exists (select 1 from messages e where e.conversation_id = m.conversation_id and e.kind = 'message' and (e.at < m.at or e.at = m.at and e.id < m.id))
            """,
            new { accounts = scope.Accounts.ToArray() }, cancel)).DistinctBy(r => r.Talk).ToDictionary(r => r.Talk, r => new PostKey(r.Account, r.Content));
        return all.Values
            .Select(t => (Talk: t, Origin: t.ContentId is { } id ? new PostKey(t.AccountId, id) : carried.TryGetValue(t.Id, out var from) ? from : (PostKey?)null))
            .Where(t => t.Origin is not null).ToLookup(t => t.Origin!.Value, t => t.Talk);
    }

    /// <summary>How many comments people left, whatever was in them.</summary>
    public async Task<IReadOnlyDictionary<PostKey, int>> CommentsAsync(ReportScope scope, CancellationToken cancel) =>
        (await database.ListAsync<(string Account, string Content, long Comments)>(
            $"""
            select c.account_id, c.content_id, count(*)
            from conversations c
            join messages m on m.conversation_id = c.id
            where {database.Dialect.In("c.account_id", "accounts")} and c.content_id is not null and m.kind = 'message' and m.direction = 'in' and m.visibility = 'public'
              and (m.moderation is null or m.moderation <> 'spam')
            group by c.account_id, c.content_id
            """,
            new { accounts = scope.Accounts.ToArray() }, cancel)).ToDictionary(r => new PostKey(r.Account, r.Content), r => (int)r.Comments);

    public static IReadOnlyList<Audience> Audiences(IEnumerable<Talk> talks) => [.. talks.GroupBy(t => t.PersonId).Select(p => new Audience(p.Key, [.. p])).Where(a => a.Wrote)];
}
