using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>
/// An account that nobody follows, since everything is pushed, shows how it does by what becomes of its replies: red when the other side lets it in no more, or stays
/// broken at the second try; green with the next reply that arrives. A reply refused for its own sake says nothing of the account.
/// </summary>
internal sealed class SendingHealth(Accounts accounts, HealthAnnouncer announcer, ILogger<SendingHealth> log)
{
    /// <summary>Whoever must wait for longer is told so at once, and not with the second try.</summary>
    private static readonly TimeSpan LongestUnsaid = TimeSpan.FromSeconds(30);

    public async Task NoteAsync(Account account, SendOutcome outcome, int attempt)
    {
        (HealthState State, string? Reason)? seen = outcome switch
        {
            SendOutcome.Sent when account.Health == HealthState.Red => (HealthState.Green, null),
            SendOutcome.Refused { BlamesAccount: true } refused => (HealthState.Red, refused.Reason),
            SendOutcome.Retry retry when attempt > 1 || retry.After > LongestUnsaid => (HealthState.Red, retry.Reason),
            _ => null,
        };
        if (seen is not var (state, reason))
            return;
        try
        {
            if (await accounts.SetHealthAsync(account.Id, state, reason, CancellationToken.None))
                announcer.Announce(new(account.Id, state, reason));
        }
#pragma warning disable CA1031 // How an account does must not decide what becomes of a reply.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "The health of account {AccountId} could not be stored", account.Id);
        }
    }
}
