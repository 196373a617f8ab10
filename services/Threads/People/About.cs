using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Which message an event is about, and what it brought along.</summary>
internal static class About
{
    /// <summary>What the message is known by: its id on the platform first, then its key; a reply of ours by our id. A mail's id is no name of it, since a stranger may take the same.</summary>
    public static IReadOnlyList<string> Of(IChannelEvent e) => e switch
    {
        MessageReceived { Mail: null, ExternalId: { } id } m => [Clean.Text(id), m.ExternalKey],
        MessageReceived m => [m.ExternalKey],
        MessageEdited m => [Clean.Text(m.TargetExternalId)],
        MessageDeleted m => [Clean.Text(m.TargetExternalId)],
        MessageModerated m => [Clean.Text(m.TargetExternalId)],
        DeliveryFailed m => [Clean.Text(m.TargetExternalId)],
        ReplyReported r => [r.ReplyId],
        _ => [],
    };

    public static IReadOnlyList<AttachmentRef> Files(IChannelEvent e) => e switch
    {
        MessageReceived m => m.Body.Attachments ?? [],
        MessageEdited m => m.Body.Attachments ?? [],
        _ => [],
    };
}
