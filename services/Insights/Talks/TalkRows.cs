using System.Data.Common;
using Dapper;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>The queries behind talks: conversations, what was said in them, and what was asked.</summary>
internal static class TalkRows
{
    /// <summary>Whether a message was said in its conversation.</summary>
    public const string Counts = """
        (m.state is null or m.state <> 'failed') and (m.moderation is null or m.moderation <> 'spam') and (m.direction = 'out' or (m.automatic is null and m.calls <> 'nothing'))
        """;

    /// <summary>Whether a human wrote it, and more than a sticker.</summary>
    private const string Human = "m.automatic is null and m.calls <> 'nothing'";

    /// <summary>Whether it is a comment, whatever is in it.</summary>
    private const string Comment = "m.direction = 'in' and m.visibility = 'public' and (m.moderation is null or m.moderation <> 'spam')";

    /// <summary>Whether a member of staff sent it.</summary>
    private const string Sent = "m.direction = 'out' and m.automatic is null and (m.state is null or m.state <> 'failed')";

    public static async Task<List<Talk>> ReadAsync(DbTransaction transaction, Dialect dialect, TalkWhich which, CancellationToken cancel)
    {
        var talks = await transaction.ListAsync<Talk>(
            $"""
            select c.id, c.account_id as AccountId, c.channel, c.person_id as PersonId, c.subject, c.content_id as ContentId, c.who, c.why, c.nature, c.outcome, c.created_at as CreatedAt,
              c.first_message_at as BeganAt, c.topic is not null as HasTopic, s.who as SuggestedWho, s.why as SuggestedWhy, s.nature as SuggestedNature,
              c.sentiment, c.language, s.sentiment as SuggestedSentiment, s.language as SuggestedLanguage
            from conversations c
            left join suggestions s on s.conversation_id = c.id
            where {which.Conversations(dialect)}
            """,
            which.Values, cancel);
        var byId = talks.ToDictionary(t => t.Id);
        await AddSaidAsync(transaction, dialect, byId, which, cancel);
        await AddPrivateAnswersAsync(transaction, dialect, byId, which, cancel);
        foreach (var ask in await AskRows.ReadAsync(transaction, which.Parts(dialect, "a"), which.Values, cancel))
            if (byId.TryGetValue(ask.ConversationId, out var talk))
                talk.Asks.Add(ask);
        foreach (var talk in talks)
            talk.Asks.Sort((a, b) => a.AskedAt != b.AskedAt ? a.AskedAt.CompareTo(b.AskedAt) : string.CompareOrdinal(a.Id, b.Id));
        await PublicAnswers.AddAsync(transaction, dialect, byId, which, cancel);
        return talks;
    }

    private static async Task AddSaidAsync(DbTransaction transaction, Dialect dialect, Dictionary<string, Talk> talks, TalkWhich which, CancellationToken cancel)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(new CommandDefinition(
            $"""
            select m.conversation_id, m.at, m.seq, case when m.direction = 'in' then 1 else 0 end, case when {Human} then 1 else 0 end,
              case when {Counts} then 1 else 0 end, case when {Comment} then 1 else 0 end, case when {Sent} then 1 else 0 end, m.reply, m.saved_parts, case when m.automatic is null then 1 else 0 end
            from messages m
            where m.kind = 'message' and {which.Parts(dialect, "m")}
            """,
            which.Values, transaction, cancellationToken: cancel));
        while (await reader.ReadAsync(cancel))
            if (talks.TryGetValue(reader.GetString(0), out var talk))
            {
                talk.Comments += reader.GetInt32(6);
                if (reader.GetInt32(5) == 1 || reader.GetInt32(7) == 1)
                    talk.Said.Add(new(
                        reader.GetInt64(1), reader.GetInt32(3) == 1, reader.GetInt32(4) == 1, reader.IsDBNull(8) ? 0 : WordCount.Of(reader.GetString(8), reader.IsDBNull(9) ? null : reader.GetString(9)), reader.GetInt64(2), IsOnlySent: reader.GetInt32(5) == 0,
                        IsSticker: reader.GetInt32(4) == 0 && reader.GetInt32(10) == 1));
            }
        foreach (var talk in talks.Values)
            talk.Said.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Seq.CompareTo(b.Seq));
    }

    /// <summary>A private answer to a comment is our side's word in the comment's conversation too, though it stands in another one.</summary>
    private static async Task AddPrivateAnswersAsync(DbTransaction transaction, Dialect dialect, Dictionary<string, Talk> talks, TalkWhich which, CancellationToken cancel)
    {
        var rows = await transaction.ListAsync<SaidRow>(
            $"""
            select a.conversation_id as ConversationId, m.at, m.direction, m.automatic, m.calls, m.reply, m.saved_parts as SavedParts
            from messages m
            join messages a on a.id = m.answers_comment and a.conversation_id <> m.conversation_id
            join conversations c on c.id = a.conversation_id
            where m.answers_comment is not null and {which.Conversations(dialect)} and m.kind = 'message' and {Counts}
            order by m.at, m.id
            """,
            which.Values, cancel);
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
        public required string Calls { get; init; }
        public string? Reply { get; init; }
        public string? SavedParts { get; init; }

        public Said ToSaid() => new(At, Direction == "in", Automatic is null && Calls != "nothing", WordCount.Of(Reply, SavedParts), IsElsewhere: true, IsSticker: Automatic is null && Calls == "nothing");
    }
}
