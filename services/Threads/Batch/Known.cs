using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Tells messages that are stored already: by their key in the account, for ever. A mail's key says its Message-ID too, so it is looked for among the mails that have
/// the id, and no index of all keys has to grow with every mail. Where the id was taken out (erased) or never stood (our replies), the key is found as for all others.
/// In the same question it looks for what was erased before it was taken up, which has no row.
/// </summary>
internal static class Known
{
    /// <summary>Those that are not stored.</summary>
    public static async Task<IReadOnlyList<Received>> NewAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var fresh = new List<Received>();
        foreach (var account in received.DistinctBy(r => (r.Event.AccountId, r.Event.ExternalKey)).GroupBy(r => r.Event.AccountId))
        {
            var stored = (await transaction.ListAsync<string>(
                Keys(dialect),
                new
                {
                    account = account.Key,
                    keys = account.Select(r => r.Event.ExternalKey).ToArray(),
                    own = account.Select(r => r.Node?.Own).OfType<string>().Select(MailId.Key).ToArray(),
                    hashes = account.SelectMany(r => r.Hashes).ToArray(),
                },
                cancel)).ToHashSet();
            fresh.AddRange(account.Where(r => !stored.Contains(r.Event.ExternalKey)).Select(r => r.Hashes.Any(stored.Contains) ? r with { MayReturn = true } : r));
        }
        return fresh;
    }

    /// <summary>Does not say that a key is there, which follows: SQLite would walk through all keys of the account.</summary>
    internal static string Keys(Dialect dialect) =>
        $"""
        select external_key
        from messages
        where account_id = @account and {dialect.In("external_key", "keys")} and message_id is null
        union all
        select external_key
        from messages
        where seq in (select seq from mail_ids where own and {dialect.In("hash", "own")}) and account_id = @account and external_key is not null
        union all
        select hash
        from forgotten
        where account_id = @account and {dialect.In("hash", "hashes")}
        """;
}
