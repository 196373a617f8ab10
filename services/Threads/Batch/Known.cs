using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Tells messages that are stored already: by their key in the account, for ever.</summary>
internal static class Known
{
    public static async Task<IReadOnlyList<Received>> NewAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var fresh = new List<Received>();
        foreach (var account in received.DistinctBy(r => (r.Event.AccountId, r.Event.ExternalKey)).GroupBy(r => r.Event.AccountId))
        {
            var stored = (await transaction.ListAsync<string>(
                $"select external_key from messages where account_id = @account and {dialect.In("external_key", "keys")}",
                new { account = account.Key, keys = account.Select(r => r.Event.ExternalKey).ToArray() }, cancel)).ToHashSet();
            fresh.AddRange(account.Where(r => !stored.Contains(r.Event.ExternalKey)));
        }
        return fresh;
    }
}
