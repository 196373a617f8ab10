using System.Data.Common;
using Dapper;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Reads asks by the hundred thousand: column by column, and without their conversations unless something of those is asked for.</summary>
internal static class AskRows
{
    /// <param name="database">Where they are.</param>
    /// <param name="accounts">Whose, with the channel of each.</param>
    /// <param name="condition">Which asks <c>a</c>.</param>
    /// <param name="values">What the condition means.</param>
    /// <param name="withNature">Whether what their conversations are matters.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<List<ReceivedAsk>> ReadAsync(
        Database database, IReadOnlyDictionary<string, string> accounts, string condition, object values, bool withNature, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"""
            select a.id, a.conversation_id, a.account_id, a.asked_at, a.answered_at, a.dismissed_at, a.withdrawn_at, a.first, a.answered_by, a.answer_id, a.owner, a.working_ms, a.in_hours, a.due_at,
              {(withNature ? "c.nature" : "null")}
            from asks a {(withNature ? "join conversations c on c.id = a.conversation_id" : "")}
            where {database.Dialect.In("a.account_id", "accounts")} and a.conversation_id not in (select s.id from conversations s where s.nature = 'spam') {condition}
            """,
            values, cancellationToken: cancel));
        var asks = new List<ReceivedAsk>();
        while (await reader.ReadAsync(cancel))
            asks.Add(Of(reader, accounts));
        return asks;
    }

    private static ReceivedAsk Of(DbDataReader r, IReadOnlyDictionary<string, string> accounts)
    {
        var account = r.GetString(2);
        return new()
        {
            Id = r.GetString(0),
            ConversationId = r.GetString(1),
            AccountId = account,
            Channel = accounts[account],
            AskedAt = r.GetInt64(3),
            AnsweredAt = Number(4),
            DismissedAt = Number(5),
            WithdrawnAt = Number(6),
            First = r.GetBoolean(7),
            AnsweredBy = Text(8),
            AnswerId = Text(9),
            Owner = Text(10),
            WorkingMs = Number(11),
            InHours = r.IsDBNull(12) ? null : r.GetBoolean(12),
            DueAt = Number(13),
            Nature = Text(14),
        };

        long? Number(int i) => r.IsDBNull(i) ? null : r.GetInt64(i);
        string? Text(int i) => r.IsDBNull(i) ? null : r.GetString(i);
    }
}
