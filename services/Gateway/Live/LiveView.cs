using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>Reads what a push shows.</summary>
internal sealed class LiveView(Conversations conversations, Messages messages, Shown shown)
{
    public async Task<(CardShown? Card, IReadOnlyList<MessageShown> Messages)> ReadAsync(ConversationChanged changed, CancellationToken cancel)
    {
        var card = await conversations.CardAsync(changed.ConversationId, cancel);
        var news = changed.MessageIds.Count == 0 ? [] : await messages.FindAsync(changed.MessageIds, cancel);
        return (card is null ? null : await shown.CardAsync(card, cancel), shown.Messages(news.Where(m => m.ConversationId == changed.ConversationId)));
    }
}
