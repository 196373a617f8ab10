using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>Accounts together with their secrets: opened here, for connectors alone.</summary>
internal sealed class ConnectedAccounts(Accounts accounts)
{
    public async Task<ConnectedAccount?> ConnectAsync(string id, CancellationToken cancel) =>
        await accounts.FindAsync(id, cancel) is { } account ? new(account, await accounts.SecretsAsync(id, cancel)) : null;

    public async Task<IReadOnlyList<ConnectedAccount>> ConnectAllAsync(CancellationToken cancel)
    {
        var connected = new List<ConnectedAccount>();
        foreach (var account in await accounts.ListAsync(cancel))
            connected.Add(new(account, await accounts.SecretsAsync(account.Id, cancel)));
        return connected;
    }
}
