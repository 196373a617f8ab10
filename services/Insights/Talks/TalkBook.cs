using Dapper;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Reads talks with what was said in them.</summary>
internal sealed class TalkBook(Database database, AccountBook book, TimeProvider clock)
{
    /// <summary>All that there is.</summary>
    public const string All = "1 = 1";

    /// <summary>Those with a message in the period.</summary>
    public const string Active = "c.last_message_at >= @From and c.first_message_at < @To";

    private static readonly TimeSpan Few = TimeSpan.FromDays(60);

    private const string Counts = """
        m.kind = 'message' and (m.state is null or m.state <> 'failed') and (m.moderation is null or m.moderation <> 'spam')
          and (m.direction = 'out' or (m.automatic is null and m.calls <> 'nothing'))
        """;

    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Talks with persons, by their ids.</summary>
    /// <param name="scope">Whose, and the period that conditions mean.</param>
    /// <param name="condition">Which conversations <c>c</c>.</param>
    /// <param name="withWords">Whether words are counted, which reads them.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyDictionary<string, Talk>> ReadAsync(ReportScope scope, string condition, bool withWords, CancellationToken cancel)
    {
        var values = new { accounts = scope.Accounts.ToArray(), From = scope.Period.Start, To = scope.Period.End };
        var which = $"c.merged_into is null and {database.Dialect.In("c.account_id", "accounts")} and {condition}";
        var talks = (await database.ListAsync<Talk>(
            $"""
            select c.id, c.account_id as AccountId, c.channel, c.person_id as PersonId, c.subject, c.content_id as ContentId, c.who, c.why, c.nature, c.outcome, c.created_at as CreatedAt
            from conversations c
            where {which}
            """,
            values, cancel)).Where(t => t.IsWithPerson).ToDictionary(t => t.Id);
        var gaps = await book.GapsAsync(scope.Accounts, cancel);
        foreach (var talk in talks.Values)
            talk.Gap = gaps[talk.AccountId];
        var isMost = IsMost(scope, condition);
        await AddSaidAsync(talks, isMost, which, values, withWords, cancel);
        await AddPrivateAnswersAsync(talks, which, values, withWords, cancel);
        foreach (var ask in await AskRows.ReadAsync(
            database, await book.ChannelsAsync(scope.Accounts, cancel), isMost ? "" : $"and a.conversation_id in (select c.id from conversations c where {which})", values, withNature: false, cancel))
            talks.GetValueOrDefault(ask.ConversationId)?.Asks.Add(ask);
        foreach (var talk in talks.Values)
            talk.Asks.Sort((a, b) => a.AskedAt.CompareTo(b.AskedAt));
        return talks;
    }

    /// <summary>
    /// Most of what there is, is read once from end to end, a tenth of the work of finding each conversation's messages; a few conversations are looked up.
    /// </summary>
    private static bool IsMost(ReportScope scope, string condition) => condition != Active || scope.Period.To - scope.Period.From > Few;

    private async Task AddSaidAsync(IReadOnlyDictionary<string, Talk> talks, bool isMost, string which, object values, bool withWords, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"""
            select m.conversation_id, m.at, m.seq, case when m.direction = 'in' then 1 else 0 end, case when m.automatic is null then 1 else 0 end, {(withWords ? "m.reply" : "null")}
            from messages m
            where {(isMost ? database.Dialect.In("m.account_id", "accounts") : $"m.conversation_id in (select c.id from conversations c where {which})")} and {Counts}
            """,
            values, cancellationToken: cancel));
        while (await reader.ReadAsync(cancel))
            if (talks.TryGetValue(reader.GetString(0), out var talk))
                talk.Said.Add(new(reader.GetInt64(1), reader.GetInt32(3) == 1, reader.GetInt32(4) == 1, reader.IsDBNull(5) ? 0 : WordCount.Of(reader.GetString(5)), reader.GetInt64(2)));
        foreach (var talk in talks.Values)
            talk.Said.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Seq.CompareTo(b.Seq));
    }

    /// <summary>A private answer to a comment is our side's word in the comment's conversation too, though it stands in another one.</summary>
    private async Task AddPrivateAnswersAsync(IReadOnlyDictionary<string, Talk> talks, string which, object values, bool withWords, CancellationToken cancel)
    {
        var rows = await database.ListAsync<SaidRow>(
            $"""
            select a.conversation_id as ConversationId, m.at, m.direction, m.automatic, {(withWords ? "m.reply" : "null as Reply")}
            from messages m
            join messages a on a.id = m.answers_comment and a.conversation_id <> m.conversation_id
            join conversations c on c.id = a.conversation_id
            where m.answers_comment is not null and {which} and {Counts}
            order by m.at, m.id
            """,
            values, cancel);
        foreach (var group in rows.GroupBy(r => r.ConversationId))
            if (talks.GetValueOrDefault(group.Key) is { } talk)
            {
                var all = talk.Said.Concat(group.Select(r => r.ToSaid())).OrderBy(s => s.At).ToList();
                talk.Said.Clear();
                talk.Said.AddRange(all);
            }
    }

    private sealed record SaidRow
    {
        public required string ConversationId { get; init; }
        public long At { get; init; }
        public required string Direction { get; init; }
        public string? Automatic { get; init; }
        public string? Reply { get; init; }

        public Said ToSaid() => new(At, Direction == "in", Automatic is null, WordCount.Of(Reply));
    }
}
