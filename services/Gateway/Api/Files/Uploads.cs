using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Names and sizes of files that a member uploaded, without their bytes.</summary>
internal sealed class Uploads(Database database)
{
    /// <summary>The files in the order asked for, without those that are not there, or not theirs.</summary>
    public async Task<IReadOnlyList<AttachmentRef>> OfAsync(string staffId, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return [];
        var rows = await database.ListAsync<Upload>(
            $"select id, name, media_type as MediaType, size from attachments where created_by = @staffId and {database.Dialect.In("id", "ids")}",
            new { staffId, ids = ids.ToArray() }, cancel);
        var byId = rows.ToDictionary(r => r.Id, r => new AttachmentRef(r.Id, r.Name, r.MediaType, r.Size));
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    private sealed record Upload
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string MediaType { get; init; }
        public long Size { get; init; }
    }
}
