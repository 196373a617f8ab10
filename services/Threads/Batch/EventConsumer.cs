using Inbox.Contracts;
using MassTransit;

namespace Inbox.Threads;

/// <summary>Takes events off the bus and waits until their effect is committed; only then is the message acknowledged.</summary>
public sealed class EventConsumer(BatchWorker worker) : IConsumer<MessageReceived>, IConsumer<MessageEdited>, IConsumer<MessageDeleted>, IConsumer<ReplyReported>
{
    public Task Consume(ConsumeContext<MessageReceived> context) => worker.TakeAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<MessageEdited> context) => worker.TakeAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<MessageDeleted> context) => worker.TakeAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<ReplyReported> context) => worker.TakeAsync(context.Message, context.CancellationToken);
}
