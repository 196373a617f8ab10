using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Keeps what a staff member has typed; their own alone. What another tab or machine of theirs kept meanwhile is not written over.</summary>
public sealed class SaveDraft
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Families _families;

    internal SaveDraft(Database database, TimeProvider clock, Families families) => (_database, _clock, _families) = (database, clock, families);

    /// <param name="conversationId">The conversation.</param>
    /// <param name="staffId">Whose draft.</param>
    /// <param name="draft">What is kept; without text and files there is none any more.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<DraftOutcome> RunAsync(string conversationId, string staffId, NewDraft draft, CancellationToken cancel) =>
        _database.WriteAsync<DraftOutcome>(
            async transaction =>
            {
                if (await HoldAsync(transaction, conversationId, cancel) is not { } held)
                    return new DraftOutcome.NotFound();
                var values = new
                {
                    conversationId = held, staffId, draft.Way, text = Clean.Text(draft.Text), files = draft.Attachments.Count == 0 ? null : Json.Write(draft.Attachments),
                    saved = draft.Inserted.Count == 0 ? null : Clean.Text(Json.Write(draft.Inserted)), now = _clock.Now(), from = draft.From?.ToUnixTimeMilliseconds() ?? 0,
                };
                var empty = string.IsNullOrWhiteSpace(draft.Text) && draft.Attachments.Count == 0;
                var at = empty
                    ? await transaction.RunAsync($"{Drop} and updated_at = @from", values, cancel) > 0 ? 0 : (long?)null
                    : await transaction.OneAsync<long?>(
                        """
                        insert into drafts (conversation_id, staff_id, text, attachments, inserted, way, updated_at)
                        select id, @staffId, @text, @files, @saved, @Way, @now
                        from conversations
                        where id = @conversationId and merged_into is null
                          and (@from = 0 or exists (select 1 from drafts where conversation_id = @conversationId and staff_id = @staffId))
                        on conflict (conversation_id, staff_id) do update set text = excluded.text, attachments = excluded.attachments, inserted = excluded.inserted, way = excluded.way,
                          updated_at = case when excluded.updated_at > drafts.updated_at then excluded.updated_at else drafts.updated_at + 1 end
                        where drafts.updated_at = @from
                        returning updated_at
                        """,
                        values, cancel);
                if (at is { } kept)
                    return new DraftOutcome.Saved(empty ? null : Time.Of(kept));
                return await transaction.OneAsync<DraftRow>(DraftRow.Select, values, cancel) is { } newer ? new DraftOutcome.Newer(newer.ToDraft())
                    : empty ? new DraftOutcome.Saved(null)
                    : draft.From is null ? new DraftOutcome.NotFound()
                    : new DraftOutcome.Gone();
            },
            cancel);

    /// <param name="conversationId">The conversation.</param>
    /// <param name="staffId">Whose draft.</param>
    /// <param name="from">Only the one that was kept then; null is whichever there is.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task DropAsync(string conversationId, string staffId, DateTimeOffset? from, CancellationToken cancel) =>
        _database.WriteAsync(
            transaction => transaction.RunAsync(from is null ? Drop : $"{Drop} and updated_at = @from", new { conversationId, staffId, from = from?.ToUnixTimeMilliseconds() ?? 0 }, cancel),
            cancel);

    /// <summary>Two conversations that become one, or two again, take along what is kept then: nobody writes beside that. The one that this is part of once it is waited for.</summary>
    private async Task<string?> HoldAsync(DbTransaction transaction, string conversationId, CancellationToken cancel)
    {
        if (await Acting.HeadAsync(transaction, conversationId, cancel) is not { } head)
            return null;
        await _families.HoldAsync(transaction, [head.AccountId], cancel);
        return (await Acting.HeadAsync(transaction, head.Id, cancel))?.Id;
    }

    private const string Drop = "delete from drafts where conversation_id = @conversationId and staff_id = @staffId";
}

/// <summary>What a staff member has typed.</summary>
/// <param name="Text">The text.</param>
/// <param name="Attachments">Files that the caller uploaded.</param>
/// <param name="Inserted">What of the text was put in from saved replies.</param>
/// <param name="Way">As what it is written: <c>public</c>, <c>private</c> or <c>note</c>; null when that is not known.</param>
/// <param name="From">When the one that it was written from was kept; null when the writer knows of none.</param>
public sealed record NewDraft(string Text, IReadOnlyList<AttachmentRef> Attachments, IReadOnlyList<InsertedText> Inserted, string? Way, DateTimeOffset? From);

/// <summary>What became of a draft.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome()
    {
    }

    /// <summary>It is kept, since then; null when there is nothing to keep.</summary>
    public sealed record Saved(DateTimeOffset? At) : DraftOutcome;

    /// <summary>Another was kept since that which it was written from, and stands there still.</summary>
    public sealed record Newer(Draft Draft) : DraftOutcome;

    /// <summary>That which it was written from was sent or emptied, and none stands there any more. Whether these words are to stand there again, their writer knows.</summary>
    public sealed record Gone : DraftOutcome;

    /// <summary>There is no such conversation.</summary>
    public sealed record NotFound : DraftOutcome;
}
