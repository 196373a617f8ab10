using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>Tells channels where people may know it that an answer to them is being written. Not waited for: it is worth no delay and no error.</summary>
internal sealed class Answering(IBus bus, TimeProvider clock, ILogger<Answering> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public void Tell(AnswerBegun begun) => _ = PublishAsync(begun);

    private async Task PublishAsync(AnswerBegun begun)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, clock);
            await bus.Publish(begun, limit.Token);
        }
#pragma warning disable CA1031 // See Tell.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogDebug(e, "A person was not told that an answer is being written");
        }
    }
}
