using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>What the hub must know of a conversation.</summary>
internal sealed class WatchedConversation(Conversations conversations)
{
    public async Task<string?> AccountAsync(string conversationId, CancellationToken cancel) => (await conversations.CardAsync(conversationId, cancel))?.AccountId;

    /// <summary>Who would read an answer that is given here in private; null where nobody spoke so.</summary>
    public async Task<AnswerBegun?> ReaderAsync(string conversationId, CancellationToken cancel) =>
        await conversations.CardAsync(conversationId, cancel) is { } card && await conversations.PeerAsync(card.Id, cancel) is { } contact ? new(card.AccountId, contact) : null;
}
