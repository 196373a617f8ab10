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
            select @to, address, name, role, verified from participants where conversation_id = @from
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

    /// <summary>An empty conversation beside the one that a command holds.</summary>
    public static Task MakeAsync(Scene scene, string id, string personId) =>
        scene.RunAsync(
            """
            insert into conversations (id, account_id, channel, context, person_id, created_at, version, state, position, preview, visibility, messages, assignee)
            values (@id, @AccountId, @Channel, @id, @personId, @Now, 0, 'open', 0, '', @Visibility, 0, @Assignee)
            """,
            new { id, scene.Head.AccountId, scene.Head.Channel, personId, scene.Now, scene.Head.Visibility, scene.Head.Assignee });

    /// <summary>Moves some messages from the conversation that a command holds to another one, with their asks; who takes part is read anew on both sides.</summary>
    public static async Task MoveMessagesAsync(Scene scene, IReadOnlyList<string> messages, string to, long version)
    {
        var ids = messages.ToArray();
        await scene.RunAsync($"update messages set conversation_id = @to, version = @version where {scene.Dialect.In("id", "ids")}", new { to, version, ids });
        await scene.RunAsync($"update asks set conversation_id = @to where {scene.Dialect.In("id", "ids")}", new { to, ids });
        foreach (var conversation in new[] { scene.Head.Id, to })
            await ParticipantsAsync(scene, conversation);
    }

    /// <summary>Reads anew from its mails who takes part in a conversation.</summary>
    public static async Task ParticipantsAsync(Scene scene, string conversation)
    {
        var settings = await scene.OneAsync<string>("select settings from accounts where id = @AccountId", new { scene.Head.AccountId });
        var ours = Json.Read<Dictionary<string, string>>(settings)?.GetValueOrDefault("address")?.Trim().ToLowerInvariant();
        var mails = await scene.ListAsync<MessageRow>($"{MessageRow.Select} where m.conversation_id = @conversation and m.mail is not null and (m.automatic is null or m.automatic = 'list')", new { conversation });
        var accepted = (await scene.ListAsync<string>("select address from participants where conversation_id = @Id and verified", new { scene.Head.Id })).ToHashSet();
        await scene.RunAsync("delete from participants where conversation_id = @conversation", new { conversation });
        await MailWriter.SaveParticipantsAsync(
            scene.Transaction,
            [.. mails.SelectMany(m => MailWriter.Participants(
                conversation, m.Direction == "out" ? null : new(m.AuthorExternalId, m.AuthorName, m.AuthorHandle, m.AuthorAddress), m.Heads!.To, m.Heads.Cc, m.Unverified, ours))
                .Select(p => p with { Verified = p.Verified || accepted.Contains(p.Address) })],
            scene.Cancel);
    }
}
