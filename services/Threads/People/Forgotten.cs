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

    /// <summary>What stands there of a key or an id.</summary>
    public static string Hash(string about) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(about)));

    /// <summary>Empties what events about erased messages brought. A message that <see cref="Known"/> calls new and not erased need not ask, so most batches do not.</summary>
    /// <returns>The ids of those events, which must not be applied. How a reply ended still counts, without anybody's name.</returns>
    public static async Task<IReadOnlySet<string>> TakeAsync(
        DbTransaction transaction, Dialect dialect, IReadOnlyList<IChannelEvent> events, IReadOnlyDictionary<string, string?> payloads, CancellationToken cancel)
    {
        if (events.All(e => About.Of(e).Count == 0) || await transaction.OneAsync<string>("select hash from forgotten limit 1", null, cancel) is null)
            return new HashSet<string>();
        var gone = new List<IChannelEvent>();
        foreach (var account in events.GroupBy(e => e.AccountId))
        {
            var known = (await transaction.ListAsync<string>(
                $"select hash from forgotten where account_id = @account and {dialect.In("hash", "hashes")}",
                new { account = account.Key, hashes = account.SelectMany(About.Of).Select(Hash).Distinct().ToArray() }, cancel)).ToHashSet();
            var about = account.Where(e => About.Of(e).Select(Hash).Any(known.Contains)).ToList();
            var standing = await StandingAsync(transaction, dialect, account.Key, about, cancel);
            gone.AddRange(about.Where(e => !About.Of(e).Any(standing.Contains)));
        }
        await Copies.EmptyAsync(transaction, dialect, gone, payloads, cancel);
        foreach (var failed in gone.OfType<DeliveryFailed>())
            await Edits.KeepAsync(transaction, failed, cancel);
        return gone.Where(e => e is not ReplyReported).Select(e => e.EventId).ToHashSet();
    }

    /// <summary>Ids that another message has now: who gives the same to each reply does not name one that was erased.</summary>
    private static async Task<HashSet<string>> StandingAsync(DbTransaction transaction, Dialect dialect, string account, List<IChannelEvent> events, CancellationToken cancel) =>
        events.Count == 0
            ? []
            : [.. await transaction.ListAsync<string>(
                $"select external_id from messages where account_id = @account and {dialect.In("external_id", "ids")} and message_id is null",
                new { account, ids = events.SelectMany(About.Of).Distinct().ToArray() }, cancel)];
}
