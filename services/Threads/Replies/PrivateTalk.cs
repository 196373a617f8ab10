using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// The direct messages in which a private answer to a comment goes on. Where comments and direct messages are two channels, nobody knows what the person is
/// called in the second one until the platform says so: until then the conversation waits under the comment's name.
/// </summary>
internal static class PrivateTalk
{
    private const string Waiting = "carried:";

    /// <summary>The conversation that a private answer stands in: the one with this person, or a new one.</summary>
    public static async Task<Home> OpenAsync(Scene scene, ReplyWay way, ReplyPlan plan)
    {
        var context = way.AccountId == scene.Head.AccountId ? $"peer:|{Addresses.Key(plan.Recipient)}" : Waiting + way.CommentId;
        var talk = await ReplyWays.DirectOfAsync(scene.Ask, scene.Head, way.AccountId);
        if (talk is not null && talk.State != States.Closed)
            return new(talk.Id, talk.Version);
        var id = scene.NewId();
        await scene.RunAsync(
            """
            insert into conversations (id, account_id, channel, context, continues, person_id, created_at, version, state, position, preview, visibility, messages, assignee)
            values (@id, @AccountId, @Channel, @context, @before, @PersonId, @Now, 0, 'open', 0, '', 'private', 0, @Assignee)
            """,
            new { id, way.AccountId, way.Channel, context, before = talk?.Id, scene.Head.PersonId, scene.Now, scene.Head.Assignee });
        return new(id, 0);
    }

    /// <summary>The platform said whom a private answer went to: from here on it stands in the direct messages with them, and both are one person.</summary>
    /// <returns>The reply where it stands by now.</returns>
    public static async Task<ReplyRow> SettleAsync(DbTransaction transaction, Dialect dialect, TimeProvider clock, ReplyRow reply, Party? peer, BatchChanges changes, CancellationToken cancel)
    {
        if (reply.Answers is null || peer is null || Addresses.Key(peer) is not { } key)
            return reply;
        var here = (await transaction.OneAsync<Talk>($"{Talk.Select} where id = @ConversationId", reply, cancel))!;
        if (!here.Context.StartsWith(Waiting, StringComparison.Ordinal))
            return reply;
        var context = $"peer:|{key}";
        var same = await transaction.ListAsync<Talk>($"{Talk.Select} where account_id = @AccountId and context = @context and id <> @Id", new { here.AccountId, context, here.Id }, cancel);
        var book = new ConversationBook(transaction, dialect, clock);
        book.Keep(same);
        await book.LoadAsync([], cancel);
        var talk = same.Select(book.Root).FirstOrDefault(t => t.Id != here.Id && t.State != States.Closed);
        var identity = await SamePerson.IdentityAsync(transaction, dialect, clock, here, key, changes, cancel);
        await transaction.RunAsync("update messages set identity_id = @identity where id = @Id", new { reply.Id, identity }, cancel);
        if (talk is null)
        {
            await transaction.RunAsync("update conversations set context = @context where id = @Id", new { here.Id, context }, cancel);
            changes.Message(here.Id, reply.Id);
            return reply;
        }
        var (data, version) = await ConversationMove.MergeAsync(transaction, clock, null, here.Id, talk.Id, cancel);
        await transaction.RunAsync(
            "insert into acts (id, conversation_id, kind, at, data) values (@id, @to, @kind, @now, @data)",
            new { id = Id.New(clock), to = talk.Id, kind = ActKinds.Merge, now = clock.Now(), data = Json.Write(data) }, cancel);
        changes.Conversations.Remove(here.Id);
        changes.Gone.Add(new(here.Id, here.AccountId, version));
        changes.Message(talk.Id, reply.Id);
        return reply with { ConversationId = talk.Id };
    }
}

/// <summary>Where a message will stand.</summary>
internal sealed record Home(string Id, long Version);
