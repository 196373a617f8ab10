using System.Collections.Concurrent;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Hooks;

/// <summary>Notes on an account that its platform reaches us: the first proof at once, deliveries at most twice a minute, for a busy page must not rewrite its row with each.</summary>
internal sealed class HookProofs(Accounts accounts, HealthAnnouncer announcer, TimeProvider clock, ILogger<HookProofs> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, long> _noted = new();

    /// <summary>Never throws: what was delivered is durable, and is answered so.</summary>
    /// <param name="account">As it stood a moment ago.</param>
    /// <param name="delivered">Whether something was delivered; else it was a handshake.</param>
    public async Task NoteAsync(Account account, bool delivered)
    {
        var now = clock.GetTimestamp();
        if (delivered && account.HookVerifiedAt is not null && _noted.TryGetValue(account.Id, out var at) && clock.GetElapsedTime(at, now) < Every)
            return;
        if (delivered)
            _noted[account.Id] = now;
        try
        {
            await accounts.SetHookAsync(account.Id, delivered, CancellationToken.None);
            // The first genuine delivery proves that it works; from then on whoever follows the account says how it does.
            if (delivered && account.Health == HealthState.Unknown)
                await accounts.SetHealthAsync(account.Id, HealthState.Green, null, CancellationToken.None);
            if (await accounts.FindAsync(account.Id, CancellationToken.None) is { } known)
                announcer.Announce(new(known.Id, known.Health, known.HealthReason));
        }
#pragma warning disable CA1031 // What is shown of an account must not decide what is taken.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _noted.TryRemove(account.Id, out _);
            log.LogWarning(e, "That account {AccountId} was reached could not be noted", account.Id);
        }
    }
}
