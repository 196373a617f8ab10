using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Keeps what a staff member has typed; their own alone.</summary>
public sealed class SaveDraft(Database database, TimeProvider clock)
{
    /// <param name="conversationId">The conversation.</param>
    /// <param name="staffId">Whose draft.</param>
    /// <param name="text">The text; empty without attachments removes the draft.</param>
    /// <param name="attachments">Files that the caller uploaded.</param>
    /// <param name="inserted">What of the text was put in from saved replies.</param>
    /// <param name="way">As what it is written: <c>public</c>, <c>private</c> or <c>note</c>; null when that is not known.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<bool>> RunAsync(string conversationId, string staffId, string? text, IReadOnlyList<AttachmentRef>? attachments, IReadOnlyList<InsertedText> inserted, string? way, CancellationToken cancel)
    {
        var empty = string.IsNullOrWhiteSpace(text) && attachments is not { Count: > 0 };
        var rows = await database.WriteAsync(
            transaction => empty
                ? transaction.RunAsync("delete from drafts where conversation_id = @conversationId and staff_id = @staffId", new { conversationId, staffId }, cancel)
                : transaction.RunAsync(
                    """
                    insert into drafts (conversation_id, staff_id, text, attachments, inserted, way, updated_at)
                    select id, @staffId, @text, @files, @saved, @way, @now from conversations where id = @conversationId and merged_into is null
                    on conflict (conversation_id, staff_id) do update set text = excluded.text, attachments = excluded.attachments, inserted = excluded.inserted, way = excluded.way, updated_at = excluded.updated_at
                    """,
                    new
                    {
                        conversationId, staffId, way, text = Clean.Text(text ?? ""), files = attachments is null ? null : Json.Write(attachments),
                        saved = inserted.Count == 0 ? null : Clean.Text(Json.Write(inserted)), now = clock.Now(),
                    }, cancel),
            cancel);
        return empty || rows > 0 ? new Outcome<bool>.Done(!empty) : new Outcome<bool>.NotFound();
    }
}
