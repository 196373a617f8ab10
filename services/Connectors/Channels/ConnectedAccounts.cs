using System.Security.Cryptography;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>Accounts together with their secrets: opened here, for connectors alone.</summary>
internal sealed class ConnectedAccounts(Accounts accounts)
{
    private const string Unreadable = "The stored password cannot be read with this installation's key. Restore the key from your backup, or type the password again.";

    public async Task<ConnectedAccount?> ConnectAsync(string id, CancellationToken cancel) =>
        await accounts.FindAsync(id, cancel) is { } account ? new(account, await accounts.SecretsAsync(id, cancel)) : null;

    /// <summary>All of them, but those whose secrets cannot be opened: they are red and stop no other.</summary>
    public async Task<IReadOnlyList<ConnectedAccount>> ConnectAllAsync(CancellationToken cancel)
    {
        var connected = new List<ConnectedAccount>();
        foreach (var account in await accounts.ListAsync(cancel))
            try
            {
                connected.Add(new(account, await accounts.SecretsAsync(account.Id, cancel)));
            }
            catch (CryptographicException)
            {
                await accounts.SetHealthAsync(account.Id, HealthState.Red, Unreadable, cancel);
            }
        return connected;
    }
}
