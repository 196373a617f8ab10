using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>What staff are writing goes along when two conversations become one, and comes back when they are two again.</summary>
internal static class DraftMove
{
    private const string Between = "\n\n";

    /// <summary>Who may read a draft, the fewest first: of two in one box, what fewer may read.</summary>
    private static readonly string[] _ways = ["note", "private", "public"];

    /// <summary>Where a member has a draft in both, the two stand one after the other, with the files of both.</summary>
    /// <returns>Where they stand, without their words: those belong to nobody but who wrote them.</returns>
    public static async Task<IReadOnlyList<MovedDraft>> TogetherAsync(DbTransaction transaction, TimeProvider clock, string from, string to, CancellationToken cancel)
    {
        var moved = new List<MovedDraft>();
        foreach (var staff in await transaction.ListAsync<string>("select staff_id from drafts where conversation_id = @from order by staff_id", new { from }, cancel))
        {
            var one = (await FindAsync(transaction, from, staff, cancel))!;
            if (await FindAsync(transaction, to, staff, cancel) is not { } kept)
            {
                await transaction.RunAsync("update drafts set conversation_id = @to where conversation_id = @from and staff_id = @staff", new { from, to, staff }, cancel);
                moved.Add(new(staff, one.UpdatedAt));
                continue;
            }
            var (files, text) = (Files(one), string.Join(Between, new[] { kept.Text, one.Text }.Where(t => t.Length > 0)));
            var at = Math.Max(clock.Now(), Math.Max(kept.UpdatedAt, one.UpdatedAt) + 1);
            moved.Add(new(staff, at) { Before = kept.Text.Length, Words = one.Text.Length, Files = [.. files.Select(f => f.Id)], Way = one.Way, WayBefore = kept.Way });
            await SaveAsync(transaction, to, staff, new()
            {
                Text = text,
                Attachments = Written(Files(kept).UnionBy(files, f => f.Id)),
                Inserted = Written(Inserted(kept).Union(Inserted(one))),
                Way = kept.Way is null || one.Way is null ? null : _ways.First(w => w == kept.Way || w == one.Way),
                UpdatedAt = at,
            }, cancel);
            await transaction.RunAsync("delete from drafts where conversation_id = @from and staff_id = @staff", new { from, staff }, cancel);
        }
        return moved;
    }

    /// <summary>Those that nobody wrote on since; the others stay where they are written.</summary>
    public static async Task ApartAsync(Scene scene, string from, IReadOnlyList<MovedDraft> moved)
    {
        foreach (var one in moved)
        {
            if (await FindAsync(scene.Transaction, scene.Head.Id, one.Staff, scene.Cancel) is not { } whole || whole.UpdatedAt != one.At)
                continue;
            var (at, files) = (Math.Max(scene.Now, whole.UpdatedAt + 1), Files(whole));
            if (one.Before is not { } before)
            {
                await scene.RunAsync("update drafts set conversation_id = @from where conversation_id = @Id and staff_id = @Staff", new { from, scene.Head.Id, one.Staff });
                continue;
            }
            await SaveAsync(scene.Transaction, scene.Head.Id, one.Staff, whole with
            {
                Text = whole.Text[..before], Attachments = Written(files.Where(f => !one.Files.Contains(f.Id))), Way = one.WayBefore, UpdatedAt = at,
            }, scene.Cancel);
            await SaveAsync(scene.Transaction, from, one.Staff, whole with
            {
                Text = whole.Text[^one.Words..], Attachments = Written(files.Where(f => one.Files.Contains(f.Id))), Way = one.Way, UpdatedAt = at,
            }, scene.Cancel);
        }
    }

    private static Task<DraftRow?> FindAsync(DbTransaction transaction, string conversationId, string staffId, CancellationToken cancel) =>
        transaction.OneAsync<DraftRow>(DraftRow.Select, new { conversationId, staffId }, cancel);

    private static Task<int> SaveAsync(DbTransaction transaction, string conversation, string staff, DraftRow draft, CancellationToken cancel) =>
        transaction.RunAsync(
            """
            insert into drafts (conversation_id, staff_id, text, attachments, inserted, way, updated_at)
            values (@conversation, @staff, @Text, @Attachments, @Inserted, @Way, @UpdatedAt)
            on conflict (conversation_id, staff_id) do update set text = excluded.text, attachments = excluded.attachments, inserted = excluded.inserted, way = excluded.way, updated_at = excluded.updated_at
            """,
            new { conversation, staff, draft.Text, draft.Attachments, draft.Inserted, draft.Way, draft.UpdatedAt }, cancel);

    private static List<AttachmentRef> Files(DraftRow draft) => Json.Read<List<AttachmentRef>>(draft.Attachments) ?? [];

    private static List<InsertedText> Inserted(DraftRow draft) => Json.Read<List<InsertedText>>(draft.Inserted) ?? [];

    private static string? Written<T>(IEnumerable<T> some) => some.ToList() is { Count: > 0 } list ? Json.Write(list) : null;
}

/// <summary>A draft that a merge moved.</summary>
/// <param name="Staff">Whose.</param>
/// <param name="At">When it was kept, as it stood then: written on since, it is another.</param>
internal sealed record MovedDraft(string Staff, long At)
{
    /// <summary>How much of the text stood there before; null where none did.</summary>
    public int? Before { get; init; }

    /// <summary>How much of the text came with it.</summary>
    public int Words { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>As what it was written.</summary>
    public string? Way { get; init; }

    /// <summary>As what that was written which stood there before.</summary>
    public string? WayBefore { get; init; }
}
