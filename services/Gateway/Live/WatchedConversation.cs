using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Which account a conversation belongs to.</summary>
internal sealed class WatchedConversation(Database database)
{
    public Task<string?> AccountAsync(string conversationId, CancellationToken cancel) =>
        database.OneAsync<string>("select account_id from conversations where id = @conversationId", new { conversationId }, cancel);
}
