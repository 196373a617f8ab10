using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>What sending needs from around it.</summary>
internal sealed record SendingParts(Deliveries Deliveries, ConnectedAccounts Accounts, ChannelList Channels, Attachments Attachments)
{
    public async Task<IReadOnlyList<StoredFile>> FilesAsync(SendReply reply, CancellationToken cancel)
    {
        var files = new List<StoredFile>(reply.Attachments.Count);
        foreach (var attachment in reply.Attachments)
            if (await Attachments.FindAsync(attachment.Id, cancel) is { } file)
                files.Add(file);
        return files;
    }
}
