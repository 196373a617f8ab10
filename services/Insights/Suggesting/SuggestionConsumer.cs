using Inbox.Contracts;
using MassTransit;

namespace Inbox.Insights;

/// <summary>Hears which conversations changed. What is lost on the way is found by the walk.</summary>
public sealed class SuggestionConsumer(SuggestionWorker worker) : IConsumer<ConversationChanged>
{
    public Task Consume(ConsumeContext<ConversationChanged> context)
    {
        worker.Add(context.Message.ConversationId);
        return Task.CompletedTask;
    }
}
