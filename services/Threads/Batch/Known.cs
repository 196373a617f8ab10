using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Tells messages that are stored already: by their key in the account, for ever.</summary>
internal static class Known
{
    public static async Task<IReadOnlyList<MessageReceived>> NewAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<MessageReceived> events, CancellationToken cancel)
    {
        var fresh = new List<MessageReceived>();
        foreach (var account in events.DistinctBy(e => (e.AccountId, e.ExternalKey)).GroupBy(e => e.AccountId))
        {
            var stored = (await transaction.ListAsync<string>(
                $"select external_key from messages where account_id = @account and {dialect.In("external_key", "keys")}",
                new { account = account.Key, keys = account.Select(e => e.ExternalKey).ToArray() }, cancel)).ToHashSet();
            fresh.AddRange(account.Where(e => !stored.Contains(e.ExternalKey)));
        }
        return fresh;
    }
}
