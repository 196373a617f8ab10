using Inbox.Contracts;
using MassTransit;

namespace Inbox.Gateway;

/// <summary>This process's own temporary queue: every gateway hears everything and pushes to its own connections.</summary>
internal sealed class LiveConsumer(LivePush push, Presence presence, LiveConnections connections)
    : IConsumer<ConversationsChanged>, IConsumer<SuggestionMade>, IConsumer<AccountHealthChanged>, IConsumer<AccountChanged>, IConsumer<PresenceChanged>
{
    public Task Consume(ConsumeContext<ConversationsChanged> context) => Task.WhenAll(context.Message.Changes.Select(c => push.PushAsync(c, context.CancellationToken)));

    public Task Consume(ConsumeContext<SuggestionMade> context) =>
        push.PushAsync(new ConversationChanged(context.Message.ConversationId, context.Message.AccountId, context.Message.Version, [], []), context.CancellationToken);

    public Task Consume(ConsumeContext<AccountHealthChanged> context) => push.PushAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<AccountChanged> context) => connections.CheckAsync(context.CancellationToken);

    public Task Consume(ConsumeContext<PresenceChanged> context) => presence.HearAsync(context.Message);
}
