using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>People are in all accounts: who changes them lets no batch of any account run beside.</summary>
internal static class EveryAccount
{
    public static async Task HoldAsync(DbTransaction transaction, Dialect dialect, CancellationToken cancel)
    {
        foreach (var account in await transaction.ListAsync<string>("select id from accounts order by id", null, cancel))
            await dialect.HoldAsync(transaction, $"threads/{account}", cancel);
    }
}
