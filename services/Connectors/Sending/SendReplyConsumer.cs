using Inbox.Contracts;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Takes replies from the channels' queues.</summary>
internal sealed class SendReplyConsumer(ReplySender sender) : IConsumer<SendReply>
{
    public Task Consume(ConsumeContext<SendReply> context) => sender.SendAsync(context.Message, context.CancellationToken);
}
