using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Moves what belongs to conversations when two become one, or one becomes two.</summary>
internal static class ConversationMove
{
    /// <summary>Makes one conversation part of another. What was moved, for undoing it.</summary>
    public static async Task<ActData> MergeAsync(DbTransaction transaction, string from, string to, long version, CancellationToken cancel)
    {
        var values = new { from, to, version };
        var messages = await transaction.ListAsync<string>("select id from messages where conversation_id = @from order by id", values, cancel);
        var acts = await transaction.ListAsync<string>("select id from acts where conversation_id = @from order by id", values, cancel);
        await transaction.RunAsync("update messages set conversation_id = @to, version = @version where conversation_id = @from", values, cancel);
        await transaction.RunAsync("update asks set conversation_id = @to where conversation_id = @from", values, cancel);
        await transaction.RunAsync("update acts set conversation_id = @to where conversation_id = @from", values, cancel);
        await transaction.RunAsync(
            """
            insert into participants (conversation_id, address, name, role, verified)
            select @to, address, name, role, verified from participants where conversation_id = @from and true
            on conflict (conversation_id, address) do update set verified = participants.verified or excluded.verified
            """,
            values, cancel);
        await transaction.RunAsync("insert into tags (conversation_id, tag) select @to, tag from tags where conversation_id = @from on conflict do nothing", values, cancel);
        await transaction.RunAsync("delete from related where relation = 'suggested' and (conversation_id = @from and other_id = @to or conversation_id = @to and other_id = @from)", values, cancel);
        await transaction.RunAsync(
            "update conversations set merged_into = @to, state = 'closed', version = version + 1 where id = @from", values, cancel);
        await transaction.RunAsync(
            """
            update conversations
            set assignee = coalesce(assignee, (select f.assignee from conversations f where f.id = @from)),
              who = coalesce(who, (select f.who from conversations f where f.id = @from)), why = coalesce(why, (select f.why from conversations f where f.id = @from)),
              nature = coalesce(nature, (select f.nature from conversations f where f.id = @from)), outcome = coalesce(outcome, (select f.outcome from conversations f where f.id = @from))
            where id = @to
            """,
            values, cancel);
        return new() { Other = from, Moved = messages, MovedActs = acts };
    }

    /// <summary>Who takes part, anew from the messages, after messages went away.</summary>
    public static Task ForgetParticipantsAsync(DbTransaction transaction, string conversation, CancellationToken cancel) =>
        transaction.RunAsync("delete from participants where conversation_id = @conversation", new { conversation }, cancel);
}
