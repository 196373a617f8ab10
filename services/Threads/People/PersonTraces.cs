using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Where a person left traces, and how each is wiped.</summary>
internal sealed class PersonTraces(DbTransaction transaction, Dialect dialect, PersonView person, long now, CancellationToken cancel)
{
    /// <summary>All that the person is known by, where it is their name: another channel's 7 is somebody else, and so may be the one whose address they typed.</summary>
    public ILookup<string, string> Names { get; } = person.Identities.ToLookup(i => i.Channel, i => i.ExternalId);

    /// <summary>What their channels call them: also the number behind an id.</summary>
    public Task<List<(string Channel, string Name)>> KnownAsync() =>
        transaction.ListAsync<(string, string)>(
            "select channel, external_id from identities where person_id = @Id union select channel, peer from identities where person_id = @Id and peer is not null", new { person.Id }, cancel);

    /// <summary>Everything in their conversations, whoever wrote it, and what they wrote or got elsewhere.</summary>
    public Task<List<MessageRow>> MessagesAsync() =>
        transaction.ListAsync<MessageRow>(
            $"""
            {MessageRow.Select}
            where m.conversation_id in (select id from conversations where person_id = @Id and merged_into is null) or {dialect.In("m.identity_id", "identities")}
            """,
            new { person.Id, identities = person.Identities.Select(i => i.Id).ToArray() }, cancel);

    /// <summary>Tells whether an event that was not taken up yet is by or with the person, or changes what they wrote.</summary>
    public Func<IChannelEvent, bool> IsTheirs(IReadOnlyList<MessageRow> messages)
    {
        var known = messages.Select(m => (m.AccountId, m.ExternalId)).ToHashSet();
        return e => e switch
        {
            MessageReceived m => m.Contact is { } contact && Is(m.Channel, contact) || Is(m.Channel, m.Author) || m.Mail is { } mail && m.Direction == Direction.Out && mail.To.Any(p => Is(m.Channel, p)),
            MessageEdited m => known.Contains((m.AccountId, m.TargetExternalId)),
            MessageDeleted m => known.Contains((m.AccountId, m.TargetExternalId)),
            MessageModerated m => known.Contains((m.AccountId, m.TargetExternalId)),
            PersonSeen s => Is(s.Channel, s.Person),
            DeliveryFailed m => known.Contains((m.AccountId, m.TargetExternalId)),
            _ => false,
        };
    }

    /// <summary>What messages are known by: keys, ids on their platforms but for mail, and our ids of replies.</summary>
    public async Task<IReadOnlyList<(string Account, string About)>> AboutAsync(IReadOnlyList<MessageRow> messages) =>
        await transaction.ListAsync<(string, string)>(
            $"""
            select account_id, external_key from messages where {dialect.In("id", "ids")} and external_key is not null
            union
            select account_id, external_id from messages where {dialect.In("id", "ids")} and external_id is not null and message_id is null
            union
            select account_id, id from messages where {dialect.In("id", "ids")} and state is not null
            union
            select account_id, external_id from reply_parts where {dialect.In("reply_id", "ids")}
            """,
            new { ids = messages.Select(m => m.Id).ToArray() }, cancel);

    /// <summary>Takes the words out of messages. The key stays, so that the same message is refused when it comes again.</summary>
    public async Task BlankAsync(IReadOnlyList<MessageRow> messages)
    {
        var values = new { ids = messages.Select(m => m.Id).ToArray(), now };
        foreach (var m in messages.Where(m => m.ExternalId is not null))
            await transaction.RunAsync("delete from early where account_id = @AccountId and external_id = @ExternalId", new { m.AccountId, m.ExternalId }, cancel);
        await transaction.RunAsync(
            $"delete from early where exists (select 1 from reply_parts p where p.account_id = early.account_id and p.external_id = early.external_id and {dialect.In("p.reply_id", "ids")})", values, cancel);
        await transaction.RunAsync($"delete from reply_parts where {dialect.In("reply_id", "ids")}", values, cancel);
        await transaction.RunAsync($"delete from search where rowid in (select seq from messages where {dialect.In("id", "ids")})", values, cancel);
        await transaction.RunAsync($"delete from mail_ids where seq in (select seq from messages where {dialect.In("id", "ids")})", values, cancel);
        await transaction.RunAsync(
            $"""
            update messages
            set text = '', reply = '', html = null, subject = null, preview = '', subject_key = null, mail = null, attachments = null, recipient = null, evidence = null, error = null, saved_parts = null,
              author_external_id = null, author_handle = null, author_address = null, author_name = case when staff_id is not null then author_name end,
              external_id = null, parent_external_id = null, thread_key = null, message_id = null, payload_id = null,
              deleted_at = coalesce(deleted_at, @now), state = case when state = 'queued' then 'failed' else state end, due_at = null
            where {dialect.In("id", "ids")}
            """,
            values, cancel);
    }

    /// <summary>A post of theirs may be what others talk about, under its first words: these go, wherever they were told. The conversations that it touched.</summary>
    public async Task<List<string>> PostsAsync(IReadOnlyList<MessageRow> messages)
    {
        var ids = messages.Select(m => m.Id).ToArray();
        var posts = await transaction.ListAsync<(string Account, string Post, string? Picture)>(
            $"""
            select account_id, external_id, picture
            from contents
            where not own and (account_id, external_id) in (select account_id, external_id from messages where {dialect.In("id", "ids")})
            """,
            new { ids }, cancel);
        var touched = new List<string>();
        foreach (var account in posts.GroupBy(p => p.Account, p => p.Post))
        {
            var values = new { account = account.Key, posts = account.ToArray(), ids };
            var about = await transaction.ListAsync<string>($"select id from conversations where account_id = @account and {dialect.In("content_id", "posts")}", values, cancel);
            await transaction.RunAsync($"update contents set url = null, title = null, picture = null where account_id = @account and {dialect.In("external_id", "posts")}", values, cancel);
            await transaction.RunAsync(
                $"""
                update messages
                set content_url = null, content_title = null
                where account_id = @account and {dialect.In("content_id", "posts")} and ({dialect.In("conversation_id", "about")} or {dialect.In("id", "ids")})
                """,
                new { values.account, values.posts, values.ids, about = about.ToArray() }, cancel);
            touched.AddRange(about);
        }
        await Erasure.FilesAsync(transaction, dialect, [.. posts.Select(p => p.Picture).OfType<string>()], cancel);
        return touched;
    }

    /// <summary>
    /// Closes their conversations and takes out of them what staff wrote about the person, also out of those that are part of another now, and of what became part of them. The ids of
    /// those that still stand.
    /// </summary>
    public async Task<List<string>> ConversationsAsync(string staffId)
    {
        var theirs = await transaction.ListAsync<(string Id, string? MergedInto)>(
            """
            with recursive who (id) as (
              select @Id
              union
              select p.id from people p join who on p.merged_into = who.id
            )
            select id, merged_into from conversations where person_id in (select id from who)
            """,
            new { person.Id }, cancel);
        var merges = await MergesAsync([.. theirs.Select(c => c.Id)]);
        var values = new { ids = theirs.Select(c => c.Id).Concat(merges.Where(m => m.UndoneAt is null && theirs.Exists(c => c.Id == m.ConversationId)).Select(m => m.Done.Other)).Distinct().ToArray() };
        await transaction.RunAsync($"update conversations set context = 'erased:' || id, subject = null, preview = '', topic = null where {dialect.In("id", "ids")}", values, cancel);
        await transaction.RunAsync($"delete from participants where {dialect.In("conversation_id", "ids")}", values, cancel);
        await transaction.RunAsync($"delete from tags where {dialect.In("conversation_id", "ids")}", values, cancel);
        await transaction.RunAsync($"delete from drafts where {dialect.In("conversation_id", "ids")}", values, cancel);
        await transaction.RunAsync($"update related set evidence = null where {dialect.In("conversation_id", "ids")} or {dialect.In("other_id", "ids")}", values, cancel);
        await transaction.RunAsync($"update acts set data = null where kind in ('accept', 'tag', 'untag', 'context') and {dialect.In("conversation_id", "ids")}", values, cancel);
        foreach (var merge in merges)
            await TrimAsync(merge);
        var standing = theirs.FindAll(c => c.MergedInto is null).ConvertAll(c => c.Id);
        foreach (var id in standing)
            await transaction.RunAsync(
                "insert into acts (id, conversation_id, kind, staff_id, at) values (@act, @id, @kind, @staffId, @now) on conflict (id) do nothing",
                new { act = $"erased-{id}-{now}", id, kind = ActKinds.Close, staffId, now }, cancel);
        return standing;
    }

    /// <summary>The merges that concern some conversations. Acts go along into what a conversation becomes part of, so they stand in the last one.</summary>
    private async Task<List<Merge>> MergesAsync(string[] ids)
    {
        var acts = await transaction.ListAsync<ActRow>(
            $"""
            with recursive part (id, merged_into) as (
              select id, merged_into from conversations where {dialect.In("id", "ids")}
              union
              select c.id, c.merged_into from conversations c join part on c.id = part.merged_into
            )
            {ActRow.Select}
            where kind = 'merge' and conversation_id in (select id from part)
            """,
            new { ids }, cancel);
        return [.. acts.Select(a => new Merge(a.Id, a.ConversationId, a.UndoneAt, Json.Read<ActData>(a.Data) ?? new())).Where(m => ids.Contains(m.ConversationId) || ids.Contains(m.Done.Other))];
    }

    /// <summary>What went along into a conversation of somebody else is nothing about the person any more. It can still be undone.</summary>
    private async Task TrimAsync(Merge merge)
    {
        var values = new { merge.Id, merge.ConversationId, tags = (merge.Done.Tags ?? []).ToArray(), acts = (merge.Done.MovedActs ?? []).ToArray(), data = Json.Write(merge.Done with { Tags = null, Drafts = null }) };
        await transaction.RunAsync($"delete from tags where conversation_id = @ConversationId and {dialect.In("tag", "tags")}", values, cancel);
        await transaction.RunAsync($"update acts set data = null where kind in ('accept', 'tag', 'untag', 'context') and {dialect.In("id", "acts")}", values, cancel);
        await transaction.RunAsync("update acts set data = @data where id = @Id", values, cancel);
        foreach (var draft in merge.Done.Drafts ?? [])
            await TrimAsync(merge.ConversationId, draft);
    }

    /// <summary>What was begun there goes; behind a draft that stood here already, what came with the merge, unless somebody wrote on.</summary>
    private async Task TrimAsync(string conversationId, MovedDraft moved)
    {
        var values = new { conversationId, staffId = moved.Staff };
        if (moved.Before is not { } before)
            await transaction.RunAsync("delete from drafts where conversation_id = @conversationId and staff_id = @staffId", values, cancel);
        else if (await transaction.OneAsync<DraftRow>(DraftRow.Select, values, cancel) is { } draft && draft.UpdatedAt == moved.At)
            await transaction.RunAsync(
                "update drafts set text = @text, attachments = @files, inserted = null where conversation_id = @conversationId and staff_id = @staffId",
                new { conversationId, staffId = moved.Staff, text = draft.Text[..before], files = Json.Write((Json.Read<List<AttachmentRef>>(draft.Attachments) ?? []).FindAll(f => !moved.Files.Contains(f.Id))) }, cancel);
    }

    /// <summary>Takes the person off the addressees of mails in other people's conversations. The conversations that it touched.</summary>
    public async Task<List<string>> ElsewhereAsync()
    {
        var all = new List<string>();
        foreach (var names in Names)
        {
            var touched = await transaction.ListAsync<string>(
                $"select p.conversation_id from participants p join conversations c on c.id = p.conversation_id where c.channel = @channel and {dialect.In("p.address", "names")}",
                new { channel = names.Key, names = names.ToArray() }, cancel);
            await ElsewhereAsync(names, [.. touched.Distinct()]);
            all.AddRange(touched);
        }
        return all;
    }

    private async Task ElsewhereAsync(IGrouping<string, string> names, string[] touched)
    {
        foreach (var m in await transaction.ListAsync<MessageRow>(
            $"{MessageRow.Select} where {dialect.In("m.conversation_id", "touched")} and (m.mail is not null or m.recipient is not null)", new { touched }, cancel))
            await transaction.RunAsync(
                "update messages set mail = @mail, recipient = @recipient where id = @Id",
                new
                {
                    m.Id,
                    mail = m.Heads is { } heads ? Json.Write(heads with { To = Others(heads.To), Cc = Others(heads.Cc), ReplyTo = Others(heads.ReplyTo) }) : null,
                    recipient = Json.Read<ReplyPlan>(m.Recipient) is { } plan ? Json.Write(plan with { Cc = Others(plan.Cc) }) : m.Recipient,
                },
                cancel);
        await transaction.RunAsync(
            $"delete from participants where {dialect.In("conversation_id", "touched")} and {dialect.In("address", "names")}", new { touched, names = names.ToArray() }, cancel);

        IReadOnlyList<Party> Others(IReadOnlyList<Party> parties) => [.. parties.Where(p => !Is(names.Key, p))];
    }

    /// <summary>Nobody finds the person by a name or an address any more; whoever writes from there again is somebody new.</summary>
    public static async Task ForgetAsync(DbTransaction transaction, string person, CancellationToken cancel)
    {
        await transaction.RunAsync("delete from people_search where rowid in (select seq from identities where person_id = @person)", new { person }, cancel);
        await transaction.RunAsync(
            "update identities set external_id = 'erased:' || id, name = null, handle = null, address = null, peer = null where person_id = @person", new { person }, cancel);
        await transaction.RunAsync("update people set name = null where id = @person or merged_into = @person", new { person }, cancel);
    }

    private bool Is(string channel, Party party) => Addresses.Key(party) is { } key && Names[channel].Contains(key);

    private sealed record Merge(string Id, string ConversationId, long? UndoneAt, ActData Done);
}
