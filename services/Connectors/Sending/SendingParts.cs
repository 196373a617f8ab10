using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>What sending needs from around it.</summary>
internal sealed record SendingParts(Deliveries Deliveries, ConnectedAccounts Accounts, ChannelList Channels, Attachments Attachments, SendingLanes Lanes, SendingHealth? Health = null)
{
    /// <summary>The reply's files; null when one is gone.</summary>
    public async Task<IReadOnlyList<StoredFile>?> FilesAsync(SendReply reply, CancellationToken cancel)
    {
        var files = new List<StoredFile>(reply.Attachments.Count);
        foreach (var attachment in reply.Attachments)
        {
            if (await Attachments.FindAsync(attachment.Id, cancel) is not { } file)
                return null;
            files.Add(file);
        }
        return files;
    }
}
