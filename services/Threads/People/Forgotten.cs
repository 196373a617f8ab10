using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Hashes of what erased messages were known by, so that a repeat, an echo or an edit that comes later brings nothing back.</summary>
internal static class Forgotten
{
    /// <summary>Notes what messages are known by, while that is known.</summary>
    public static async Task NoteAsync(DbTransaction transaction, IReadOnlyList<(string Account, string About)> messages, CancellationToken cancel) =>
        await Rows.RunAsync(
            transaction, "insert into forgotten (account_id, hash) values (@account, @hash) on conflict do nothing", messages, m => [("account", m.Account), ("hash", Hash(m.About))], cancel);

    /// <summary>Leaves out events about an erased message, and empties what they brought. How a reply ended still counts, without anybody's name.</summary>
    public static async Task<IReadOnlyList<IChannelEvent>> WithoutAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<IChannelEvent> events, CancellationToken cancel)
    {
        if (await transaction.OneAsync<string>("select hash from forgotten limit 1", null, cancel) is null)
            return events;
        var wanted = new List<IChannelEvent>();
        foreach (var account in events.GroupBy(e => e.AccountId))
        {
            var hashed = account.Select(e => (Event: e, Hashes: About.Of(e).Select(Hash).ToList())).ToList();
            var known = (await transaction.ListAsync<string>(
                $"select hash from forgotten where account_id = @account and {dialect.In("hash", "hashes")}",
                new { account = account.Key, hashes = hashed.SelectMany(h => h.Hashes).Distinct().ToArray() }, cancel)).ToHashSet();
            await Copies.EmptyAsync(transaction, dialect, [.. hashed.Where(h => h.Hashes.Exists(known.Contains)).Select(h => h.Event)], cancel);
            wanted.AddRange(hashed.Where(h => h.Event is ReplyReported || !h.Hashes.Exists(known.Contains)).Select(h => h.Event));
        }
        return wanted;
    }

    private static string Hash(string about) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(about)));
}
