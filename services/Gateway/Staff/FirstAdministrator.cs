using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>There is no default account: whoever can read the console of the first start becomes the first administrator.</summary>
public sealed class FirstAdministrator(Database database, Invitations invitations)
{
    /// <summary>A fresh link that creates the first administrator; null once there is any staff.</summary>
    public async Task<string?> LinkAsync(CancellationToken cancel) => await IsNeededAsync(cancel) ? await invitations.CreateAsync(null, cancel) : null;

    internal async Task<bool> IsNeededAsync(CancellationToken cancel) =>
        await database.OneAsync<long>("select count(*) from staff", null, cancel) == 0;
}
