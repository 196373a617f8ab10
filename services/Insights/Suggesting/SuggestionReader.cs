using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The queries behind suggestions.</summary>
internal static class SuggestionReader
{
    private const int FirstMessages = 5;
    private const int EnoughText = 2_000;

    public static async Task<IReadOnlyList<SuggestionFacts>> FactsAsync(Database database, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var values = new { ids = ids.ToArray(), FirstMessages, EnoughText };
        var facts = await database.ListAsync<SuggestionFacts>(
            $"""
            select c.id, c.account_id as AccountId, c.version, c.who, c.why, c.nature, c.sentiment, c.language,
              (select o.who from conversations o where o.person_id = c.person_id and o.account_id = c.account_id and o.who is not null and o.id <> c.id order by o.id desc limit 1) as WhoElsewhere
            from conversations c
            where {database.Dialect.In("c.id", "ids")} and c.merged_into is null
            """,
            values, cancel);
        var texts = (await database.ListAsync<Written>(
            $"""
            select conversation_id as ConversationId, text
            from (
              select m.conversation_id, substr(case when m.reply <> '' then m.reply when m.text <> '' then m.text else coalesce(m.subject, '') end, 1, @EnoughText) as text,
                row_number() over (partition by m.conversation_id order by m.at, m.id) as place
              from messages m
              where {database.Dialect.In("m.conversation_id", "ids")} and m.direction = 'in' and m.kind = 'message' and (m.automatic is null or m.automatic = 'list') and m.deleted_at is null
            ) first
            where place <= @FirstMessages
            order by conversation_id, place
            """,
            values, cancel)).ToLookup(t => t.ConversationId, t => t.Text);
        return [.. facts.Select(f => f with { Text = string.Join('\n', texts[f.Id]) })];
    }

    public static Task<List<Suggestion>> StandingAsync(DbTransaction transaction, Dialect dialect, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        transaction.ListAsync<Suggestion>($"{Suggestion.Select} where {dialect.In("conversation_id", "ids")}", new { ids = ids.ToArray() }, cancel);

    /// <summary>Conversations after one, in the order of their ids, that have no suggestion for their version; and the last one that was looked at.</summary>
    public static async Task<(IReadOnlyList<string> Stale, string? Last)> StaleAsync(Database database, string after, int most, CancellationToken cancel)
    {
        var looked = await database.ListAsync<Looked>(
            """
            select c.id, case when s.version = c.version then 1 else 0 end as IsFresh
            from conversations c
            left join suggestions s on s.conversation_id = c.id
            where c.id > @after
            order by c.id
            limit @most
            """,
            new { after, most }, cancel);
        return ([.. looked.Where(l => l.IsFresh == 0).Select(l => l.Id)], looked.LastOrDefault()?.Id);
    }

    private sealed record Written
    {
        public required string ConversationId { get; init; }
        public required string Text { get; init; }
    }

    private sealed record Looked
    {
        public required string Id { get; init; }
        public long IsFresh { get; init; }
    }
}
