using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>Which account a conversation belongs to.</summary>
internal sealed class WatchedConversation(Conversations conversations)
{
    public async Task<string?> AccountAsync(string conversationId, CancellationToken cancel) => (await conversations.CardAsync(conversationId, cancel))?.AccountId;
}
