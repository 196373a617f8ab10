using System.Collections.Concurrent;
using Inbox.Storage;

namespace Inbox.Connectors.Hooks;

/// <summary>
/// The accounts that are pushed to, as they stood at most a second ago, so that not every delivery reads and unseals one. What this process changes of them holds at once.
/// </summary>
internal sealed class HookAccounts
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, (ConnectedAccount Account, long Since)> _known = new();
    private readonly ConnectedAccounts _connected;
    private readonly TimeProvider _clock;

    public HookAccounts(ConnectedAccounts connected, Accounts accounts, TimeProvider clock)
    {
        (_connected, _clock) = (connected, clock);
        accounts.Changed += id => _known.TryRemove(id, out _);
    }

    /// <summary>Null when there is none; a stranger's guesses are not remembered.</summary>
    public async Task<ConnectedAccount?> FindAsync(string id, CancellationToken cancel)
    {
        if (_known.TryGetValue(id, out var known) && _clock.GetElapsedTime(known.Since) < Fresh)
            return known.Account;
        var since = _clock.GetTimestamp();
        var account = await _connected.ConnectAsync(id, cancel);
        if (account is null)
            _known.TryRemove(id, out _);
        else
            _known[id] = (account, since);
        return account;
    }
}
