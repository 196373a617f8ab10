using Inbox.Contracts;
using MassTransit;

namespace Inbox.Threads;

/// <summary>Takes events off the bus and waits until their effect is committed; only then is the message acknowledged.</summary>
public sealed class EventConsumer(BatchWorker worker) : IConsumer<EventsAccepted>
{
    public Task Consume(ConsumeContext<EventsAccepted> context) => worker.TakeAsync(context.Message.EventIds, context.CancellationToken);
}
