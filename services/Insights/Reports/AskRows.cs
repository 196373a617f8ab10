using System.Data.Common;
using Dapper;

namespace Inbox.Insights;

/// <summary>Reads asks by the hundred thousand, column by column. Spam asks nothing, since staff's word wins over the rule that read it as a question.</summary>
internal static class AskRows
{
    /// <param name="transaction">Where they are.</param>
    /// <param name="condition">Which asks <c>a</c>.</param>
    /// <param name="values">What the condition means.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<List<ReceivedAsk>> ReadAsync(DbTransaction transaction, string condition, object values, CancellationToken cancel)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(new CommandDefinition(
            $"""
            select a.id, a.conversation_id, a.account_id, a.asked_at, a.answered_at, a.dismissed_at, a.withdrawn_at, a.first, a.answered_by, a.answer_id, a.owner, a.working_ms, a.in_hours, a.due_at
            from asks a
            where {condition} and a.conversation_id not in (select s.id from conversations s where s.nature = 'spam')
            """,
            values, transaction, cancellationToken: cancel));
        var asks = new List<ReceivedAsk>();
        while (await reader.ReadAsync(cancel))
            asks.Add(Of(reader));
        return asks;
    }

    private static ReceivedAsk Of(DbDataReader r)
    {
        return new()
        {
            Id = r.GetString(0),
            ConversationId = r.GetString(1),
            AccountId = r.GetString(2),
            Channel = "",
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
        };

        long? Number(int i) => r.IsDBNull(i) ? null : r.GetInt64(i);
        string? Text(int i) => r.IsDBNull(i) ? null : r.GetString(i);
    }
}
