using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Tells the gateways how accounts do, without ever waiting for the broker: the stored health is the truth, this only makes it visible sooner.</summary>
internal sealed class HealthAnnouncer(IBus bus, ILogger<HealthAnnouncer> log)
{
    public void Announce(AccountHealthChanged change) => _ = PublishAsync(change);

    private async Task PublishAsync(AccountHealthChanged change)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await bus.Publish(change, limit.Token);
        }
#pragma warning disable CA1031 // Best effort by design.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogWarning("The health of account {AccountId} could not be announced ({Reason})", change.AccountId, e.GetType().Name);
        }
    }
}
