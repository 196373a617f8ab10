using Inbox.Connectors.Net;

namespace Inbox.Connectors;

/// <summary>Hands something over under a key by which the platform knows it again, so that what may have arrived can be handed over once more without standing there twice.</summary>
internal static class UnderKey
{
    /// <param name="attempt">Hands it over, under the same key each time.</param>
    /// <param name="clock">For the pause between the two.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<SendOutcome> SendAsync(Func<Task<SendOutcome>> attempt, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            return await attempt();
        }
        catch (OutboundException e) when (!e.MayHaveArrived)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
        catch (OutboundException)
        {
            await Task.Delay(HttpOutcome.Pause, clock, cancel);
        }
        try
        {
            return await attempt();
        }
        catch (OutboundException e)
        {
            return new SendOutcome.Unknown($"{e.Message} Look under the post before you send it again.");
        }
    }
}
