using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>What a platform shows of a reply whose recipient was erased while it was on its way: it is not written down, and what came of it before it was named goes.</summary>
internal sealed class ErasedEchoes(DbTransaction transaction, Dialect dialect, TimeProvider clock, BatchChanges changes, CancellationToken cancel)
{
    private const string LeftAlone = """
        select i.person_id
        from identities i
        where i.id = @identity and not exists (select 1 from messages m join identities o on o.id = m.identity_id where o.person_id = i.person_id)
        """;

    /// <summary>The report says what the reply is called there.</summary>
    public async Task ForgetAsync(ReplyRow reply, ReplyReported report)
    {
        foreach (var id in new[] { report.ExternalId, report.Part?.ExternalId }.OfType<string>().Select(Clean.Text).Where(id => id.Length > 0).Distinct())
        {
            await Forgotten.NoteAsync(transaction, [(reply.AccountId, id)], cancel);
            if (await transaction.OneAsync<ReplyRow>(
                $"{ReplyRow.Select} where account_id = @AccountId and external_id = @id and message_id is null and direction = 'out' and state is null", new { reply.AccountId, id }, cancel) is { } echo)
                await RemoveAsync(reply, echo, id);
        }
    }

    /// <summary>A mail that says by its token which reply it is.</summary>
    public async Task TakeAsync(Received echo)
    {
        await Forgotten.NoteAsync(transaction, [(echo.Event.AccountId, echo.Event.ExternalKey)], cancel);
        await Copies.EmptyAsync(transaction, dialect, [echo.Event], new Dictionary<string, string?>(), cancel);
    }

    private async Task RemoveAsync(ReplyRow reply, ReplyRow echo, string id)
    {
        var identity = await transaction.OneAsync<string>("select identity_id from messages where id = @Id", echo, cancel);
        await Copies.NoteAsync(transaction, echo.Id, cancel);
        var about = new List<(string, string)> { (reply.AccountId, id) };
        if (echo.ExternalKey is { } key)
            about.Add((reply.AccountId, key));
        await Copies.EmptyAsync(transaction, dialect, about, cancel);
        await Forgotten.NoteAsync(transaction, about, cancel);
        await transaction.RunAsync("delete from early where account_id = @AccountId and external_id = @id", new { reply.AccountId, id }, cancel);
        await transaction.RunAsync("delete from search where rowid = (select seq from messages where id = @Id)", echo, cancel);
        await transaction.RunAsync("delete from messages where id = @Id", echo, cancel);
        if (await transaction.OneAsync<string>("select id from messages where conversation_id = @ConversationId limit 1", echo, cancel) is not null)
        {
            changes.Message(echo.ConversationId, echo.Id);
            return;
        }
        // Nothing else was said there: it becomes part of the erased one, and whoever was made for it is nobody again.
        await transaction.RunAsync("update conversations set context = 'erased:' || id, subject = null, preview = '' where id = @ConversationId", echo, cancel);
        var (_, version) = await ConversationMove.MergeAsync(transaction, clock, null, echo.ConversationId, reply.ConversationId, cancel);
        changes.Conversations.Remove(echo.ConversationId);
        changes.Gone.Add(new(echo.ConversationId, echo.AccountId, version));
        if (await transaction.OneAsync<string>(LeftAlone, new { identity }, cancel) is { } person)
            await PersonTraces.ForgetAsync(transaction, person, cancel);
    }
}
