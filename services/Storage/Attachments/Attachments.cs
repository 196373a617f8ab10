using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>A stored file with its bytes.</summary>
public sealed record StoredFile
{
    /// <summary>Our id.</summary>
    public required string Id { get; init; }

    /// <summary>The account it belongs to; null for an upload that no reply has taken yet.</summary>
    public string? AccountId { get; init; }

    /// <summary>The staff member who uploaded it; null when it came from outside.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The name for showing.</summary>
    public required string Name { get; init; }

    /// <summary>The claimed media type.</summary>
    public required string MediaType { get; init; }

    /// <summary>The bytes; none while they are still to be fetched.</summary>
    public required byte[] Content { get; init; }

    /// <summary>What the platform calls the bytes, as long as they are still to be fetched.</summary>
    public string? Source { get; init; }

    /// <summary>Why the bytes could not be fetched.</summary>
    public string? Error { get; init; }
}

/// <summary>Files that came with messages or were uploaded for replies. They live in the database, so one backup and one transaction hold everything.</summary>
public sealed class Attachments(Database database, TimeProvider clock)
{
    /// <summary>Stores an upload of a staff member.</summary>
    public async Task<AttachmentRef> AddAsync(string staffId, string name, string type, byte[] content, CancellationToken cancel)
    {
        var id = Id.New(clock);
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                insert into attachments (id, name, media_type, size, content, created_by, created_at)
                values (@id, @name, @type, @size, @content, @staffId, @at)
                """,
                new { id, name, type, size = (long)content.Length, content, staffId, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancel),
            cancel);
        return new(id, name, type, content.Length);
    }

    /// <summary>One file, or null. Who may see it, the caller decides by its account and uploader.</summary>
    public Task<StoredFile?> FindAsync(string id, CancellationToken cancel) =>
        database.OneAsync<StoredFile>(
            "select id, account_id as AccountId, created_by as CreatedBy, name, media_type as MediaType, content, source, error from attachments where id = @id", new { id }, cancel);

    /// <summary>Takes an upload back that no reply has taken yet; false when it is not theirs to take back, or not there.</summary>
    public async Task<bool> RemoveAsync(string staffId, string id, CancellationToken cancel) =>
        await database.WriteAsync(
            transaction => transaction.RunAsync("delete from attachments where id = @id and created_by = @staffId and account_id is null", new { id, staffId }, cancel), cancel) > 0;

    /// <summary>Gives uploads of a staff member to the account whose reply carries them; the files, or null when one is not theirs to give.</summary>
    public static async Task<IReadOnlyList<AttachmentRef>?> ClaimAsync(
        System.Data.Common.DbTransaction transaction, string staffId, string accountId, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var files = new List<AttachmentRef>(ids.Count);
        foreach (var id in ids)
        {
            var file = await transaction.OneAsync<Claimed>(
                """
                update attachments
                set account_id = @accountId
                where id = @id and created_by = @staffId and (account_id is null or account_id = @accountId)
                returning id, name, media_type as MediaType, size
                """,
                new { id, staffId, accountId }, cancel);
            if (file is null)
                return null;
            files.Add(new(file.Id, file.Name, file.MediaType, file.Size));
        }
        return files;
    }

    private sealed record Claimed
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string MediaType { get; init; }
        public long Size { get; init; }
    }
}
