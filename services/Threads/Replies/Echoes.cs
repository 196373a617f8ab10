using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Our own reply coming back through the channel (an echo, the copy in Sent) is that reply, never a second message, whichever of the two is known first.</summary>
internal sealed class Echoes(DbTransaction transaction, Dialect dialect, TimeProvider clock, MailTokens tokens, BatchChanges changes)
{
    /// <summary>Takes out of the list what is a reply that we hold.</summary>
    public async Task AbsorbAsync(List<Received> received, CancellationToken cancel)
    {
        var ours = received.FindAll(r => r.Event.Direction == Direction.Out);
        if (ours.Count == 0)
            return;
        var named = ours.Where(r => r.Event.Mail is not null).Select(r => MailTokens.Own(r.Event.Mail!)?.ReplyId).OfType<string>().ToArray();
        var externals = ours.Select(r => r.Row.ExternalId).OfType<string>().Distinct().ToArray();
        var parts = await ReplyParts.FindAsync(transaction, dialect, [.. ours.Select(r => r.Event.AccountId).Distinct()], externals, cancel);
        // No reply has a message_id; it is asked for because the index of external ids holds only such rows, and without it SQLite would read every message.
        var replies = await transaction.ListAsync<ReplyRow>(
            $"""
            {ReplyRow.Select}
            where state is not null and ({dialect.In("id", "named")} or {dialect.In("account_id", "accounts")} and {dialect.In("external_id", "externals")} and message_id is null)
            """,
            new { named = named.Concat(parts.Select(p => p.ReplyId)).Distinct().ToArray(), externals, accounts = ours.Select(r => r.Event.AccountId).Distinct().ToArray() }, cancel);
        foreach (var r in ours)
            if (replies.Find(reply => Is(r, reply) || parts.Any(p => p.ReplyId == reply.Id && p.AccountId == r.Event.AccountId && p.ExternalId == r.Row.ExternalId)) is { } reply)
            {
                await MatchAsync(reply, r, cancel);
                received.Remove(r);
            }
            else if (replies.Exists(reply => IsErased(r, reply)))
            {
                await new ErasedEchoes(transaction, dialect, clock, changes, cancel).TakeAsync(r);
                received.Remove(r);
            }
    }

    /// <summary>The report of a reply names a message that came as an echo before: the echo's row goes, its key stays on the reply, so that it cannot come again.</summary>
    public static async Task AbsorbStoredAsync(DbTransaction transaction, Dialect dialect, TimeProvider clock, ReplyRow reply, string externalId, BatchChanges changes, CancellationToken cancel)
    {
        await transaction.RunAsync(
            "insert into mail_ids (hash, own, seq) select @hash, @own, seq from messages where id = @Id on conflict do nothing",
            new { hash = MailId.Key(MailId.Hash(externalId)), own = true, reply.Id }, cancel);
        if (await transaction.OneAsync<string>(
            "select i.external_id from messages m join identities i on i.id = m.identity_id where m.account_id = @AccountId and m.external_id = @externalId and m.message_id is null and m.direction = 'out' and m.state is null",
            new { reply.AccountId, externalId }, cancel) is { } peer)
            reply = await PrivateTalk.SettleAsync(transaction, dialect, clock, reply, new(peer), changes, cancel);
        var echo = await transaction.OneAsync<ReplyRow>(
            $"{ReplyRow.Select} where account_id = @AccountId and external_id = @externalId and message_id is null and direction = 'out' and state is null and id <> @Id",
            new { reply.AccountId, externalId, reply.Id }, cancel);
        if (echo is null)
            return;
        await Copies.NoteAsync(transaction, echo.Id, cancel);
        await transaction.RunAsync("delete from search where rowid = (select seq from messages where id = @Id)", new { echo.Id }, cancel);
        await transaction.RunAsync("delete from messages where id = @Id", new { echo.Id }, cancel);
        await transaction.RunAsync("update messages set external_key = coalesce(external_key, @ExternalKey) where id = @Id", new { reply.Id, echo.ExternalKey }, cancel);
        if (echo.ConversationId == reply.ConversationId || await transaction.OneAsync<string>("select id from messages where conversation_id = @ConversationId limit 1", echo, cancel) is not null)
        {
            changes.Message(echo.ConversationId, echo.Id);
            return;
        }
        // Nobody knew whom the echo was for, and nothing else was said there.
        var (_, version) = await ConversationMove.MergeAsync(transaction, clock, null, echo.ConversationId, reply.ConversationId, cancel);
        changes.Conversations.Remove(echo.ConversationId);
        changes.Gone.Add(new(echo.ConversationId, echo.AccountId, version));
    }

    private bool Is(Received echo, ReplyRow reply)
    {
        if (reply.AccountId != echo.Event.AccountId)
            return false;
        if (reply.ExternalId is not null && reply.ExternalId == echo.Row.ExternalId)
            return true;
        return echo.Event.Mail is { } mail && MailTokens.Own(mail) is { } own && own.ReplyId == reply.Id
            && Json.Read<ReplyPlan>(reply.Recipient) is { } plan && plan.Cc.Prepend(plan.Recipient).Any(p => tokens.Verify(own.Token, p));
    }

    /// <summary>A mail of ours to somebody who was erased while it was on its way: whom we wrote to is known from it alone by now.</summary>
    private bool IsErased(Received echo, ReplyRow reply) =>
        reply.Recipient is null && reply.AccountId == echo.Event.AccountId && echo.Event.Mail is { } mail && MailTokens.Own(mail) is { } own && own.ReplyId == reply.Id
        && mail.To.Concat(mail.Cc).Any(p => tokens.Verify(own.Token, p));

    /// <summary>What the platform shows, it has: the reply is sent, unless it bounced, or this is a part of it and others are not there yet.</summary>
    private async Task MatchAsync(ReplyRow reply, Received echo, CancellationToken cancel)
    {
        var went = await ReplyParts.WentAsync(transaction, reply.Id, cancel);
        if (ReplyParts.AreAll(went) == false || went.Any(p => p.Number > 1 && p.ExternalId == echo.Row.ExternalId))
            return;
        await transaction.RunAsync(
            """
            update messages
            set external_key = coalesce(external_key, @ExternalKey), external_id = coalesce(external_id, @ExternalId), payload_id = coalesce(payload_id, @PayloadId),
              state = case when bounced_at is null then 'sent' else state end, error = case when bounced_at is null then null else error end,
              due_at = null, dispatched_at = coalesce(dispatched_at, @now)
            where id = @Id
            """,
            new { reply.Id, echo.Row.ExternalKey, echo.Row.ExternalId, echo.Row.PayloadId, now = clock.Now() }, cancel);
        if (echo.Row.MessageId is { } id)
            await transaction.RunAsync(
                "insert into mail_ids (hash, own, seq) select @hash, @own, seq from messages where id = @Id on conflict do nothing",
                new { hash = MailId.Key(MailId.Hash(id)), own = true, reply.Id }, cancel);
        if (echo.Row.ExternalId is { } external)
            await Edits.EarlyAsync(transaction, dialect, reply.AccountId, external, changes, cancel);
        reply = await PrivateTalk.SettleAsync(transaction, dialect, clock, reply, echo.Event.Contact, changes, cancel);
        changes.Reply(reply, reply.BouncedAt is null ? ReplyState.Sent : ReplyState.Failed, reply.BouncedAt is null ? null : reply.Error);
    }
}
