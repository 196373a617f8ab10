using Inbox.Contracts;
using MassTransit;

namespace Inbox.Insights;

/// <summary>Hears which conversations changed. What is lost on the way is found by the walk.</summary>
public sealed class SuggestionConsumer(SuggestionWorker worker) : IConsumer<ConversationsChanged>
{
    public Task Consume(ConsumeContext<ConversationsChanged> context)
    {
        foreach (var change in context.Message.Changes)
            worker.Add(change.ConversationId);
        return Task.CompletedTask;
    }
}
