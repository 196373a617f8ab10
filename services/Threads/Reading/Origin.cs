using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>What a private talk came from: the post under which stands the comment that was answered in private last.</summary>
/// <param name="AccountId">The account of the comment: who may see it.</param>
/// <param name="Content">The post.</param>
public sealed record Origin(string AccountId, ContentLink Content)
{
    /// <summary>Of some conversations, the oldest first.</summary>
    internal static string Of(Dialect dialect) =>
        $"""
        select m.conversation_id as ConversationId, o.account_id as AccountId, coalesce(k.title, o.content_title) as Title, coalesce(k.url, o.content_url) as Url, f.id as Picture
        from messages m
        join messages a on a.id = m.answers_comment
        join conversations o on o.id = a.conversation_id
        left join contents k on k.account_id = o.account_id and k.external_id = o.content_id
        left join attachments f on f.id = k.picture and f.size > 0
        where {dialect.In("m.conversation_id", "ids")} and m.answers_comment is not null and o.id <> m.conversation_id
        order by m.at, m.id
        """;
}

/// <summary>An origin as the database gives it.</summary>
internal sealed record OriginRow
{
    public required string ConversationId { get; init; }
    public required string AccountId { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
    public string? Picture { get; init; }

    /// <summary>The last of each conversation that says something which people could read.</summary>
    public static Dictionary<string, Origin> Last(IEnumerable<OriginRow> rows) =>
        rows.Where(r => (r.Title ?? r.Url) is not null).GroupBy(r => r.ConversationId).ToDictionary(g => g.Key, g => g.Last().ToOrigin());

    private Origin ToOrigin() => new(AccountId, new(Title, Url, Picture));
}
