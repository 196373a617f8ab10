using Inbox.Contracts;

namespace Inbox.Connectors;

/// <summary>Tries an account's credentials, for as long as a person waits: a server that keeps silent is an answer too.</summary>
public static class AccountCheck
{
    /// <summary>Less than the gateway waits for an answer: who typed a wrong port is told about the port, not about us.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What keeps it from working; empty when it works.</summary>
    public static async Task<IReadOnlyList<SettingProblem>> RunAsync(IChannel channel, ConnectedAccount account, TimeProvider clock, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            return await channel.CheckAsync(account, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return [new(null, $"The server did not answer within {Patience.TotalSeconds} seconds. Check its name, its port, and that the port belongs to the chosen kind of encryption.", "silent")];
        }
    }
}
