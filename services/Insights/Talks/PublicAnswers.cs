using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>
/// What other members of the public answered: under a post a direct reply to a comment stands in the conversation of whoever wrote it. One that was taken back or erased answers nothing any more, nor does
/// a sticker, spam, or what our own staff wrote from outside.
/// </summary>
internal static class PublicAnswers
{
    public static async Task AddAsync(DbTransaction transaction, Dialect dialect, Dictionary<string, Talk> talks, TalkWhich which, CancellationToken cancel)
    {
        // A cross join is read in its order on SQLite: replies are few among all messages, and so are the messages of a few conversations.
        var rows = await transaction.ListAsync<(string Talk, long Answered, long At)>(
            $"""
            select p.conversation_id, p.at, m.at
            from {(which.IsMost ? "messages m cross join messages p cross join conversations c" : "conversations c cross join messages p cross join messages m")}
            cross join conversations r
            where {which.Conversations(dialect)} and p.conversation_id = c.id and p.kind = 'message' and p.direction = 'in' and p.visibility = 'public' and p.message_id is null and p.deleted_at is null
              and m.account_id = p.account_id and m.parent_external_id = p.external_id and m.message_id is null and m.kind = 'message' and m.direction = 'in' and m.visibility = 'public'
              and m.deleted_at is null and {TalkRows.Counts}
              and r.id = m.conversation_id and r.person_id <> c.person_id and (r.nature is null or r.nature <> 'spam') and (r.who is null or r.who <> 'staff')
            """,
            which.Values, cancel);
        foreach (var row in rows)
            if (talks.GetValueOrDefault(row.Talk)?.Asks is { } asks && asks.FindLastIndex(a => a.AskedAt <= row.Answered) is var place and >= 0)
                asks[place] = asks[place].AnsweredInPublic(row.At);
    }
}
