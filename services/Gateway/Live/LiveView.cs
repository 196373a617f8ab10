using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>Reads what a push shows.</summary>
internal sealed class LiveView(Conversations conversations, Messages messages, Shown shown)
{
    public async Task<LiveNews> ReadAsync(ConversationChanged changed, CancellationToken cancel)
    {
        var card = await conversations.CardAsync(changed.ConversationId, cancel);
        var news = changed.MessageIds.Count == 0 ? [] : await messages.FindAsync(changed.MessageIds, cancel);
        var origin = card?.Origin?.AccountId;
        var all = new AccountScope(origin is null ? new HashSet<string>() : new HashSet<string> { origin }, IsAll: false);
        return new(
            card is null ? null : await shown.CardAsync(card, all, cancel), origin == card?.AccountId ? null : origin,
            shown.Messages(news.Where(m => m.ConversationId == changed.ConversationId)));
    }
}

/// <summary>What a push shows.</summary>
/// <param name="Card">The card, with what its talk came from.</param>
/// <param name="Origin">The account that one must see, too, to learn what the talk came from; null where it is the card's own.</param>
/// <param name="Messages">What was said.</param>
internal sealed record LiveNews(CardShown? Card, string? Origin, IReadOnlyList<MessageShown> Messages);
